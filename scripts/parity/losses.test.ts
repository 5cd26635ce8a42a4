/** TypeScript ↔ PyTorch: on the same weights and patches, every loss and its gradient in every tensor agree. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerWasmKernels } from '../../src/engine/kernels/register.ts'
import type { Box } from '../../src/geometry/box.ts'
import { loadNetworks } from '../../src/networks/load.ts'
import type { NetworkName } from '../../src/networks/preset.ts'
import { presets } from '../../src/networks/presets.ts'
import { loadFisher } from '../../src/training/fisher.ts'
import { forward, trainingNetwork } from '../../src/training/forward.ts'
import { flattenMaps, proposalLosses } from '../../src/training/losses/mbfcn.ts'
import { discriminatorLosses, generatorLosses, type Heads } from '../../src/training/losses/objective.ts'
import { Pull } from '../../src/training/pull.ts'
import { cellTargets } from '../../src/training/samples/cell-targets.ts'
import { assignCells } from '../../src/training/samples/targets.ts'
import { learningWeights } from '../../src/training/weights.ts'
import { findPython, pythonHint } from '../python.mjs'
import { askPytorch, compare, type PytorchSide, type Stored } from './pytorch-side.ts'

type Corners = readonly [number, number, number, number]
type Gradients = Readonly<Record<string, Stored>>

interface LossCases {
  readonly proposals: {
    readonly size: number
    readonly faces: readonly (readonly Corners[])[]
    readonly ignored: readonly (readonly Corners[])[]
    readonly cells: Stored
    readonly input: Stored
    readonly score: number
    readonly box: number
    readonly gradients: Gradients
  }
  readonly pull: { readonly rate: number; readonly now: Gradients; readonly moved: Gradients }
  readonly objective: {
    readonly alpha: number
    readonly beta: number
    readonly box: number
    readonly lows: Stored
    readonly high: Stored
    readonly direct: Stored
    readonly pairFace: readonly number[]
    readonly tinyFace: readonly number[]
    readonly directFace: readonly number[]
    readonly tinyDelta: readonly number[][]
    readonly directDelta: readonly number[][]
    readonly discriminator: Readonly<Record<string, number>> & { readonly gradients: Gradients }
    readonly generator: Readonly<Record<string, number>> & { readonly gradients: Gradients }
  }
}

/** Of a tensor's range. */
const TOLERANCE = 1e-3
/** A gradient this much below the network's largest lies in the rounding of the sums that it is made of. */
const LEAST_SHARE = 1e-5

const python = findPython()
if (python === null) console.log(`The parity test of the losses is skipped. ${pythonHint}`)

let side: PytorchSide<LossCases>

beforeAll(async () => {
  if (python === null) return
  side = askPytorch<LossCases>(python, 'pretraining.tests.loss_parity')
  await tf.setBackend('wasm')
  registerWasmKernels()
}, 120_000)

afterAll(() => side?.dispose())

const modelsUrl = 'http://models/'
const read = async (url: string | URL | Request) =>
  new Response(new Uint8Array(readFileSync(join(side.folder, String(url).slice(modelsUrl.length)))))

async function load(network: NetworkName): Promise<LayersModel> {
  const { models } = await loadNetworks({ modelsUrl, preset: 'tiny', networks: [network], fetch: read })
  return models[0] as LayersModel
}

const tensorOf = (stored: Stored) =>
  tf.tensor(side.floats(stored), [...stored.shape] as [number, number, number, number]) as tf.Tensor4D

const boxOf = ([x0, y0, x1, y1]: Corners): Box => ({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })

/** Gradients of `loss` in every trained tensor of the model against the stored ones. */
function checkGradients(model: LayersModel, loss: () => tf.Scalar, expected: Gradients): void {
  const variables = model.trainableWeights.map((weight) => weight.read() as unknown as tf.Variable)
  const { grads } = tf.variableGrads(loss, variables)
  const stored = model.trainableWeights.map(({ originalName }) => side.floats(expected[originalName] as Stored))
  const largest = Math.max(...stored.flatMap((values) => Array.from(values, Math.abs)))
  expect(Object.keys(expected).length).toBe(variables.length)
  let checked = 0
  for (const [index, variable] of variables.entries()) {
    const values = stored[index] as Float32Array
    const actual = (grads[variable.name] as tf.Tensor).dataSync()
    const { difference, relative } = compare(actual, values)
    if (relative <= TOLERANCE) checked++
    else expect(difference, variable.name).toBeLessThanOrEqual(LEAST_SHARE * largest)
  }
  expect(checked).toBeGreaterThan(variables.length * 0.8)
  tf.dispose(grads)
}

const near = (actual: tf.Tensor, expected: number | undefined) =>
  expect(Math.abs((actual.dataSync()[0] as number) / (expected as number) - 1)).toBeLessThanOrEqual(TOLERANCE)

describe.skipIf(python === null)('the losses of PyTorch and of the page', () => {
  test('assign the same faces to the same cells', () => {
    const { size, faces, ignored, cells } = side.cases.proposals
    const actual = faces.flatMap((boxes, index) => [
      ...assignCells(boxes.map(boxOf), (ignored[index] ?? []).map(boxOf), size, presets.tiny.mbfcn.branches),
    ])
    expect(actual).toEqual([...side.floats(cells)])
    expect(actual.filter((cell) => cell >= 0).length).toBeGreaterThan(20)
  })

  test('agree on quality-focal and distance-IoU loss, and on MB-FCN’s gradients', async () => {
    const { size, faces, ignored, input, score, box, gradients } = side.cases.proposals
    const model = await load('mbfcn')
    const network = trainingNetwork(model)
    const crops = faces.map((boxes, index) => ({ faces: boxes.map(boxOf), ignored: (ignored[index] ?? []).map(boxOf) }))
    const targets = cellTargets(crops, size, presets.tiny.mbfcn.branches)
    const losses = () => proposalLosses(flattenMaps(forward(network, tensorOf(input))), targets)
    const found = losses()
    near(found.score, score)
    near(found.box, box)
    checkGradients(
      model,
      () => {
        const { score: first, box: second } = losses()
        return tf.add(first, second) as tf.Scalar
      },
      gradients,
    )
  })

  test('agree on the pull to the old weights, weighed by a Fisher information that PyTorch wrote', async () => {
    const { rate, now, moved } = side.cases.pull
    const model = await load('mbfcn')
    const variables = learningWeights(model, 'all')
    const files = ['tiny/mbfcn/weights.bin', 'tiny/mbfcn/fisher.bin']
    const hash = (file: string) => createHash('sha256').update(readFileSync(join(side.folder, file)))
    const hashes = Object.fromEntries(files.map((file) => [file, hash(file).digest('hex')]))
    const fisher = await loadFisher({ modelsUrl, fetch: read, hashes }, 'tiny', model)
    expect(Object.keys(fisher ?? {}).sort()).toEqual([...variables.keys()].sort())
    const pull = new Pull(variables, fisher)
    for (const [name, variable] of variables)
      variable.assign(tf.tensor(side.floats(now[name] as Stored), variable.shape))
    pull.apply(rate)
    expect(Object.keys(moved).length).toBe(variables.size)
    for (const [name, variable] of variables) {
      const [start, end] = [side.floats(now[name] as Stored), side.floats(moved[name] as Stored)]
      const ways = (to: ArrayLike<number>) => start.map((value, index) => (to[index] as number) - value)
      expect(compare(ways(variable.dataSync()), ways(end)).relative, name).toBeLessThanOrEqual(TOLERANCE)
    }
    pull.dispose()
  })

  test('agree on equations (4), (5), (6), (8) and (9), and on both networks’ gradients', async () => {
    const one = side.cases.objective
    const generatorModel = await load('generator')
    const discriminatorModel = await load('discriminator')
    const generator = trainingNetwork(generatorModel)
    const discriminator = trainingNetwork(discriminatorModel)
    const [lows, high, direct] = [tensorOf(one.lows), tensorOf(one.high), tensorOf(one.direct)]
    const [pairs, tiny] = [one.pairFace.length, one.tinyFace.length]
    const weights = { alpha: one.alpha, beta: one.beta, box: one.box }
    const heads = (x: tf.Tensor): Heads => {
      const [gan, clc, box] = forward(discriminator, x as tf.Tensor4D) as [tf.Tensor, tf.Tensor, tf.Tensor]
      return { gan, clc, box }
    }
    const paired = tf.tensor1d([...Array(pairs).fill(1), ...Array(tiny).fill(0)])
    const generatorLoss = () => {
      const [upsampled, refined] = forward(generator, lows) as [tf.Tensor, tf.Tensor]
      const batch = {
        upsampled,
        refined,
        high: tf.concat([high, tf.zeros([tiny, ...high.shape.slice(1)])]),
        paired,
        face: tf.tensor1d([...one.pairFace, ...one.tinyFace]),
      }
      return generatorLosses(batch, heads(refined), weights)
    }
    const refined = (forward(generator, lows) as [tf.Tensor, tf.Tensor])[1]
    const none = Array.from({ length: pairs }, () => [0, 0, 0, 0])
    const off = Array(pairs).fill(0) as number[]
    const judged = {
      real: pairs,
      direct: one.directFace.length,
      face: tf.tensor1d([...one.pairFace, ...one.directFace, ...one.pairFace, ...one.tinyFace]),
      paired,
      deltas: tf.tensor2d([...none, ...one.directDelta, ...none, ...one.tinyDelta]),
      boxed: tf.tensor1d([...off, ...one.directFace, ...off, ...one.tinyFace]),
    }
    const discriminatorLoss = () => discriminatorLosses(heads(tf.concat([high, direct, refined])), judged, weights)

    const g = generatorLoss()
    for (const name of ['pixel', 'adversarial', 'classification', 'total'] as const) near(g[name], one.generator[name])
    const d = discriminatorLoss()
    for (const name of ['discrimination', 'classification', 'box', 'total'] as const)
      near(d[name], one.discriminator[name])
    checkGradients(generatorModel, () => generatorLoss().total, one.generator.gradients)
    checkGradients(discriminatorModel, () => discriminatorLoss().total, one.discriminator.gradients)
  })
})
