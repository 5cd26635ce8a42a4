import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork } from '../networks/build.ts'
import type { PresetName } from '../networks/preset.ts'
import { presets } from '../networks/presets.ts'
import { loadFisher } from './fisher.ts'
import { learningWeights } from './weights.ts'

const models = join(import.meta.dirname, '..', '..', 'models')
const path = 'tiny/mbfcn/fisher.bin'
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const weights = new Uint8Array([1, 2, 3])

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** MB-FCN of `tiny`, and a file whose values count 0, 1, 2, … in the order of the weights' names. */
function small() {
  const model = buildNetwork(presets.tiny, 'mbfcn')
  const variables = learningWeights(model, 'all')
  const names = [...variables.keys()].sort()
  const places = (name: string) => variables.get(name)?.shape.at(-1) as number
  const count = names.reduce((sum, name) => sum + places(name), 0)
  const bytes = new Uint8Array(32 + 2 * count)
  bytes.set(createHash('sha256').update(weights).digest())
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < count; index++) view.setUint16(32 + 2 * index, float16(index), true)
  return { model, names, places, bytes }
}

/** Of a whole number from 0 to 2048. */
function float16(value: number): number {
  if (value === 0) return 0
  const exponent = Math.floor(Math.log2(value))
  return ((exponent + 15) << 10) | Math.round((value / 2 ** exponent - 1) * 1024)
}

function source(bytes: Uint8Array<ArrayBuffer>, hashes: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const read = (async (address: URL) => {
    asked.push(address.pathname)
    return new Response(bytes)
  }) as typeof fetch
  return { asked, modelsUrl: 'http://page/models/', hashes, fetch: read }
}

describe('the Fisher information beside MB-FCN’s weights', () => {
  test('is read by name, one value for each output channel', async () => {
    const { model, names, places, bytes } = small()
    const before = tf.memory().numTensors
    const files = source(bytes, { [path]: hashOf(bytes), 'tiny/mbfcn/weights.bin': hashOf(weights) })
    const fisher = await loadFisher(files, 'tiny', model)
    expect(tf.memory().numTensors).toBe(before)
    let next = 0
    for (const name of names) {
      const wanted = Array.from({ length: places(name) }, () => next++)
      expect([...(fisher?.[name] ?? [])], name).toEqual(wanted)
    }
    expect(next).toBeGreaterThan(1000)
  })

  test('is not asked for where the build has none, nor taken where it was measured on other weights', async () => {
    const { model, bytes } = small()
    const none = source(bytes, { 'tiny/mbfcn/weights.bin': hashOf(weights) })
    expect(await loadFisher(none, 'tiny', model)).toBeNull()
    expect(none.asked).toEqual([])
    const other = source(bytes, { [path]: hashOf(bytes), 'tiny/mbfcn/weights.bin': hashOf(new Uint8Array(3)) })
    expect(await loadFisher(other, 'tiny', model)).toBeNull()
    expect(other.asked).toEqual([`/models/${path}`])
  })

  test('is refused where it arrives damaged, as weights are', async () => {
    const { model, bytes } = small()
    const files = source(bytes, { [path]: hashOf(weights), 'tiny/mbfcn/weights.bin': hashOf(weights) })
    await expect(loadFisher(files, 'tiny', model)).rejects.toThrow(/damaged/)
    const cut = bytes.slice(0, -2)
    const short = source(cut, { [path]: hashOf(cut), 'tiny/mbfcn/weights.bin': hashOf(weights) })
    await expect(loadFisher(short, 'tiny', model)).rejects.toThrow(/bytes/)
    expect(short.asked.length).toBe(2)
  })

  test.each(Object.keys(presets) as PresetName[])(
    'that ships with %s fits its weights, with a mean of 1',
    async (name) => {
      const folder = join(models, name, 'mbfcn')
      if (!existsSync(join(folder, 'fisher.bin'))) return
      const bytes = new Uint8Array(readFileSync(join(folder, 'fisher.bin')))
      expect(bytes.length).toBeLessThan(20_000)
      const hashes = {
        [`${name}/mbfcn/fisher.bin`]: hashOf(bytes),
        [`${name}/mbfcn/weights.bin`]: hashOf(readFileSync(join(folder, 'weights.bin'))),
      }
      const model = buildNetwork(presets[name], 'mbfcn')
      const fisher = await loadFisher(source(bytes, hashes), name, model)
      // `npm run pretrain -- --data DIR --stage fisher --preset NAME` measures it anew.
      expect(fisher, 'it was measured on other weights').not.toBeNull()
      let [sum, size] = [0, 0]
      for (const [weight, variable] of learningWeights(model, 'all')) {
        const values = fisher?.[weight] as Float32Array
        sum += (values.reduce((total, value) => total + value, 0) / values.length) * variable.size
        size += variable.size
      }
      expect(sum / size).toBeCloseTo(1, 2)
    },
  )
})
