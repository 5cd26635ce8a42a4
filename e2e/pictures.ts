/** Pictures for the stories, all cut from the project's own sample: its people do not exist, and where they are is known. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { Box } from '../src/geometry/box.ts'
import type { TruthFace } from '../src/metrics/matching.ts'
import type { PictureFile } from './pages/specklens-page.ts'

const samplePath = fileURLToPath(new URL('../public/sample/crowd.jpg', import.meta.url))
const truthPath = fileURLToPath(new URL('../public/sample/crowd.json', import.meta.url))

/** All known faces, in the sample's pixels; ignored ones are mostly hidden behind others. */
export async function sampleTruth(): Promise<readonly TruthFace[]> {
  const { faces } = JSON.parse(await readFile(truthPath, 'utf8')) as {
    readonly faces: readonly (Box & { readonly ignored: boolean })[]
  }
  return faces.map(({ ignored, ...box }) => ({ box, ignored }))
}

export interface Crop {
  readonly file: PictureFile
  /** The known faces that lie wholly inside, in the crop's pixels. */
  readonly faces: readonly Box[]
}

/** A piece of the sample with as many faces from `minHeight` px up as a window of this size can hold, as PNG. */
export async function crowdedCrop(page: Page, width: number, height: number, minHeight: number): Promise<Crop> {
  const truth = (await sampleTruth()).filter(({ ignored }) => !ignored).map(({ box }) => box)
  const wanted = truth.filter((face) => face.height >= minHeight)
  const within = (left: number, top: number, faces: readonly Box[]) =>
    faces.filter((f) => f.x >= left && f.y >= top && f.x + f.width <= left + width && f.y + f.height <= top + height)
  // A best window can be moved until a face touches its left or top edge; a margin keeps that face's context inside.
  const windows = wanted.map(({ x, y, height: size }) => [Math.max(0, x - size), Math.max(0, y - size)] as const)
  const counts = windows.map(([left, top]) => within(left, top, wanted).length)
  const [x, y] = (windows[counts.indexOf(Math.max(...counts))] ?? [0, 0]).map(Math.floor) as [number, number]
  const buffer = await cut(page, { x, y, width, height })
  return {
    file: { name: 'crop.png', mimeType: 'image/png', buffer },
    faces: within(x, y, truth).map((face) => ({ ...face, x: face.x - x, y: face.y - y })),
  }
}

/** The sample side by side and one below the other, each `zoom` times as large, as a JPEG: a camera's size with a crowd on it. */
export async function largeCrowd(page: Page, width: number, height: number, zoom: number): Promise<PictureFile> {
  const sample = (await readFile(samplePath)).toString('base64')
  const base64 = await page.evaluate(
    async ({ sample, width, height, zoom }) => {
      const bytes = Uint8Array.from(atob(sample), (letter) => letter.charCodeAt(0))
      const tile = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d')
      const [across, down] = [tile.width * zoom, tile.height * zoom]
      for (let y = 0; y < height; y += down)
        for (let x = 0; x < width; x += across) context?.drawImage(tile, x, y, across, down)
      const drawn = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer(),
      )
      return btoa(drawn.reduce((text, byte) => text + String.fromCharCode(byte), ''))
    },
    { sample, width, height, zoom },
  )
  return { name: 'large-crowd.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}

/** The sample at a quarter of its size, which averages its sensor noise away: at its own it counts as noisy. PNG. */
export async function sharpCrowd(page: Page): Promise<PictureFile> {
  return { name: 'sharp.png', mimeType: 'image/png', buffer: await redrawn(page, { zoom: 0.25, gain: 1, noise: 0 }) }
}

/** The sample as a night camera takes it: darkened, then under seeded Gaussian noise with a standard deviation of 8 of 255. PNG. */
export async function nightCrowd(page: Page): Promise<PictureFile> {
  return { name: 'night.png', mimeType: 'image/png', buffer: await redrawn(page, { zoom: 1, gain: 0.4, noise: 8 }) }
}

interface Redrawing {
  readonly zoom: number
  readonly gain: number
  /** Standard deviation, of 255. */
  readonly noise: number
}

async function redrawn(page: Page, wanted: Redrawing): Promise<Buffer> {
  const sample = (await readFile(samplePath)).toString('base64')
  const draw = async ({ sample, zoom, gain, noise }: Redrawing & { readonly sample: string }) => {
    const bytes = Uint8Array.from(atob(sample), (letter) => letter.charCodeAt(0))
    const day = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
    const [width, height] = [Math.round(zoom * day.width), Math.round(zoom * day.height)]
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
    context.imageSmoothingQuality = 'high'
    context.drawImage(day, 0, 0, width, height)
    const pixels = context.getImageData(0, 0, width, height)
    let seed = 1
    // Lehmer's generator; never 0, so that its logarithm is finite.
    const random = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647
    }
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
    for (let at = 0; at < pixels.data.length; at++)
      if (at % 4 !== 3) pixels.data[at] = gain * (pixels.data[at] as number) + noise * normal()
    context.putImageData(pixels, 0, 0)
    const png = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
    return btoa(png.reduce((text, byte) => text + String.fromCharCode(byte), ''))
  }
  return Buffer.from(await page.evaluate(draw, { sample, ...wanted }), 'base64')
}

/** Cuts with the browser itself; what lies outside of the sample is black. */
async function cut(page: Page, box: Box): Promise<Buffer> {
  const base64 = (await readFile(samplePath)).toString('base64')
  const png = await page.evaluate(
    async ({ base64, box }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const whole = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
      const canvas = new OffscreenCanvas(box.width, box.height)
      canvas.getContext('2d')?.drawImage(whole, -box.x, -box.y)
      const blob = await canvas.convertToBlob({ type: 'image/png' })
      const piece = new Uint8Array(await blob.arrayBuffer())
      return btoa(piece.reduce((text, byte) => text + String.fromCharCode(byte), ''))
    },
    { base64, box },
  )
  return Buffer.from(png, 'base64')
}

/** A file that says it is a JPEG and is none. */
export const brokenPicture: PictureFile = {
  name: 'holiday.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from('This was a picture once.'),
}

/** The whole sample as a file of the person's own. */
export async function sampleFile(): Promise<PictureFile> {
  return { name: 'crowd.jpg', mimeType: 'image/jpeg', buffer: await readFile(samplePath) }
}
