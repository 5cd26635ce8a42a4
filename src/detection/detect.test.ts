import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork } from '../networks/build.ts'
import { type FoldedNetwork, foldNetwork } from '../networks/fold.ts'
import type { NetworkName } from '../networks/preset.ts'
import { presets } from '../networks/presets.ts'
import { unsettle } from '../networks/unsettle.ts'
import { defaultCascade } from './cascade.ts'
import { type Detector, detectFaces } from './detect.ts'
import type { Detection, DetectionSettings } from './face.ts'
import { Picture, sourceOf } from './picture.ts'

const settings: DetectionSettings = { smallestFace: 6, stage: 'full', threshold: 0.02 }
let detector: Detector

/** Untrained logits lie near 0; this bias leaves a part of thousands of cells above the threshold. */
const cascade = {
  ...defaultCascade,
  calibration: { ...defaultCascade.calibration, mbfcn: { bias: -3, detectorLogit: 1, faceLogit: 0, logHeight: 0 } },
  // Boxes of noise overlap everywhere: their votes would all be for one size.
  nms: { iou: 0.45, vote: null },
}

function fold(name: NetworkName, outputs?: string[]): FoldedNetwork {
  const model = buildNetwork(presets.tiny, name)
  unsettle(model)
  const folded = foldNetwork(model, outputs)
  model.dispose()
  return folded
}

function synthetic(width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let index = 0; index < width * height; index++) {
    const [x, y] = [index % width, Math.floor(index / width)]
    const spot = Math.hypot((x % 61) - 30, (y % 53) - 26) < 9 ? 90 : 0
    data.set([90 + spot + (x % 17), 80 + spot + (y % 13), 70 + (spot >> 1), 255], index * 4)
  }
  return new Picture(sourceOf({ width, height, data }))
}

async function run(
  picture: Picture,
  options = settings,
  signal?: AbortSignal,
  onStep?: () => void,
  by = detector,
): Promise<Detection> {
  const steps = detectFaces(by, picture, options, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    onStep?.()
  }
}

beforeAll(async () => {
  await tf.setBackend('wasm')
  detector = {
    preset: presets.tiny,
    cascade,
    mbfcn: fold('mbfcn'),
    generator: fold('generator', ['refined']),
    discriminator: fold('discriminator', ['fc_clc', 'fc_box']),
    shapes: { tileSides: [64, 128, 256, 384], batch: 16, batchSizes: [], cropOnGpu: false },
  }
  // The gate opens for some of this network's answers, half of them "tiny", so that every path is taken.
  const { faces } = await run(synthetic(200, 150), { ...settings, stage: 'mbfcn' })
  const passing = faces.slice(4, 44)
  const heights = passing.map(({ box }) => box.height).sort((a, b) => a - b)
  const gate = {
    ...cascade.gate,
    maximumScore: passing[0]?.score as number,
    minimumScore: passing.at(-1)?.score as number,
    tinyHeight: heights[heights.length >> 1] as number,
  }
  detector = { ...detector, cascade: { ...cascade, gate } }
})

afterAll(() => {
  for (const network of [detector.mbfcn, detector.generator, detector.discriminator]) network?.dispose()
})

describe('detection', () => {
  test('passes every stage, gives the same faces again and keeps no tensor', async () => {
    const first = await run(synthetic(200, 150))
    const tensors = tf.memory().numTensors
    const second = await run(synthetic(200, 150))
    expect(tf.memory().numTensors).toBe(tensors)
    expect(second.faces).toEqual(first.faces)
    expect(first.generated).toBeGreaterThan(0)
    expect(first.classified).toBeGreaterThan(first.generated)
    expect(new Set(first.faces.map(({ path }) => path))).toEqual(new Set(['mbfcn', 'generated', 'direct']))
    for (const { box, score } of first.faces) {
      expect(score).toBeGreaterThanOrEqual(settings.threshold)
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(200.001)
      expect(box.y + box.height).toBeLessThanOrEqual(150.001)
    }
    expect(first.faces.map(({ score }) => score)).toEqual(first.faces.map(({ score }) => score).sort((a, b) => b - a))
  })

  test('finds what the discriminator finds on the GPU path too', async () => {
    const picture = synthetic(120, 90)
    const inMemory = await run(picture)
    detector = { ...detector, shapes: { ...detector.shapes, cropOnGpu: true, batchSizes: [8, 16] } }
    const onGpu = await run(picture)
    detector = { ...detector, shapes: { ...detector.shapes, cropOnGpu: false, batchSizes: [] } }
    expect(onGpu.faces.length).toBe(inMemory.faces.length)
    for (const [index, face] of onGpu.faces.entries())
      expect(face.score).toBeCloseTo(inMemory.faces[index]?.score as number, 3)
  })

  test.each([
    [1, 1],
    [31, 7],
    [700, 500],
  ])('takes a picture of %i×%i px', async (width, height) => {
    const detection = await run(synthetic(width, height), { ...settings, stage: 'mbfcn' })
    expect([detection.width, detection.height]).toEqual([width, height])
    expect(detection.classified).toBe(0)
    expect(detection.faces.every(({ path, faceLogit }) => path === 'mbfcn' && faceLogit === null)).toBe(true)
  })

  test.each([
    [4, 4],
    [8, 8],
    [14, 16],
  ])(
    'finds every spot once and in its place, whatever tiles and scales see it (smallest face %i px)',
    async (smallestFace, side) => {
      // MB-FCN's stand-in: the finest branch answers to brightness with boxes of 18 network px, the others stay silent.
      const mbfcn: FoldedNetwork = {
        outputNames: [],
        steps: [],
        dispose: () => {},
        run: (input) =>
          presets.tiny.mbfcn.branches.map(({ stride }, index) => {
            const logit = tf.sub(
              tf.mul(tf.avgPool(tf.slice(input, [0, 0, 0, 0], [-1, -1, -1, 1]), stride, stride, 'valid'), 10),
              index === 0 ? 0 : 40,
            )
            const still = tf.zerosLike(logit)
            const size = tf.fill(logit.shape, Math.log(2))
            return tf.concat([logit, still, still, size, size], 3)
          }),
      }
      const [width, height] = [610, 330]
      const spots = Array.from(
        { length: 40 },
        (_, index) => [25 + (index % 10) * 62 + (index % 3), 20 + Math.floor(index / 10) * 91 + (index % 5)] as const,
      )
      const data = new Uint8ClampedArray(width * height * 4)
      for (const [x, y] of spots)
        for (let row = y - side / 2; row < y + side / 2; row++)
          data.fill(255, (row * width + x - side / 2) * 4, (row * width + x + side / 2) * 4)
      const picture = new Picture(sourceOf({ width, height, data }))
      const only: Detector = {
        ...detector,
        mbfcn,
        cascade: { ...defaultCascade, nms: { iou: 0.1, vote: null } },
        shapes: { ...detector.shapes, tileSides: [128, 256] },
      }
      const { faces } = await run(picture, { smallestFace, stage: 'mbfcn', threshold: 0.6 }, undefined, undefined, only)
      expect(faces.length).toBe(spots.length)
      for (const [x, y] of spots)
        expect(
          faces.some(({ box }) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y) < side * 0.75),
        ).toBe(true)
    },
  )

  test('stops between tiles and batches when asked to, and keeps no tensor', async () => {
    const picture = synthetic(160, 120)
    await run(picture)
    const tensors = tf.memory().numTensors
    for (const stopAfter of [1, 3]) {
      const controller = new AbortController()
      let steps = 0
      const stopped = run(picture, settings, controller.signal, () => {
        if (++steps === stopAfter) controller.abort(new Error('stopped here'))
      })
      await expect(stopped).rejects.toThrow('stopped here')
      expect(steps).toBe(stopAfter)
      expect(tf.memory().numTensors).toBe(tensors)
    }
  })
})
