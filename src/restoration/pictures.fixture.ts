/** Made pictures for the tests: leaves of many sizes and greys, as a photograph has edges of every direction and size. */
import type { Rgba } from '../geometry/resample.ts'
import { seededRandom } from '../metrics/random.ts'

/** Discs that fall on each other ("dead leaves": their spectrum is a photograph's). */
export function leaves(width: number, height: number, seed = 1, light = 1, smallest = 3): Rgba {
  const random = seededRandom(seed)
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let leaf = 0; leaf < 1500; leaf++) {
    const radius = smallest * (1 - random()) ** -0.6
    const [centreX, centreY] = [width * random(), height * random()]
    const colour = [0, 0, 0].map(() => light * (20 + 215 * random()))
    const grey = random() < 0.7
    for (let y = Math.max(0, Math.ceil(centreY - radius)); y < Math.min(height, centreY + radius); y++)
      for (let x = Math.max(0, Math.ceil(centreX - radius)); x < Math.min(width, centreX + radius); x++) {
        if (Math.hypot(x - centreX, y - centreY) > radius) continue
        for (let channel = 0; channel < 3; channel++)
          data[(y * width + x) * 4 + channel] = colour[grey ? 0 : channel] as number
      }
  }
  return { width, height, data }
}

/** Every pixel the mean of `length` px along a line. */
export function blurred({ width, height, data }: Rgba, length: number, angle: number): Rgba {
  const result = new Uint8ClampedArray(data.length).fill(255)
  const taps = Math.round(4 * length)
  const within = (index: number, size: number) => Math.min(Math.max(Math.round(index), 0), size - 1)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        for (let tap = 0; tap < taps; tap++) {
          const shift = length * ((tap + 0.5) / taps - 0.5)
          const [column, row] = [
            within(x + shift * Math.cos(angle), width),
            within(y + shift * Math.sin(angle), height),
          ]
          sum += data[(row * width + column) * 4 + channel] as number
        }
        result[(y * width + x) * 4 + channel] = sum / taps
      }
  return { width, height, data: result }
}

/** Gaussian noise of this standard deviation on every channel. */
export function noisy({ width, height, data }: Rgba, deviation: number, seed = 2): Rgba {
  const random = seededRandom(seed)
  const result = data.map((value, at) =>
    at % 4 === 3 ? 255 : value + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  )
  return { width, height, data: result }
}

export function meanSquaredError(one: Rgba, two: Rgba): number {
  let sum = 0
  for (let at = 0; at < one.data.length; at++) sum += ((one.data[at] as number) - (two.data[at] as number)) ** 2
  return sum / ((one.data.length * 3) / 4)
}
