/** The shipped presets keep within their budgets, and models/ holds the topologies that this code builds. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork, networkNames } from './build.ts'
import { totalCost } from './cost.ts'
import { networkFolder } from './load.ts'
import type { NetworkName, PresetName } from './preset.ts'
import { presets } from './presets.ts'

const models = join(import.meta.dirname, '..', '..', 'models')
const built = new Map<string, LayersModel>()
const giga = 1e9

function network(preset: PresetName, name: NetworkName): LayersModel {
  const key = `${preset}/${name}`
  const model = built.get(key) ?? buildNetwork(presets[preset], name)
  built.set(key, model)
  return model
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('compact', () => {
  test('costs at most 4 GMAC for one pass of MB-FCN over 1024×768', () => {
    const cost = totalCost(network('compact', 'mbfcn'), 768, 1024)
    expect(cost).toBeLessThanOrEqual(4 * giga)
    expect(cost).toBeGreaterThan(2 * giga)
  })

  test('has an MB-FCN of 0.25 to 0.4 million parameters', () => {
    const model = network('compact', 'mbfcn')
    expect(model.countParams()).toBeGreaterThanOrEqual(250_000)
    expect(model.countParams()).toBeLessThanOrEqual(400_000)
  })

  test('costs at most 0.25 GMAC a ROI in the generator and 0.15 in the discriminator', () => {
    const { low, high } = presets.compact.patch
    expect(totalCost(network('compact', 'generator'), low, low)).toBeLessThanOrEqual(0.25 * giga)
    expect(totalCost(network('compact', 'discriminator'), high, high)).toBeLessThanOrEqual(0.15 * giga)
  })

  test('leaves a face 16 low-resolution pixels inside its context', () => {
    const { low, high, context } = presets.compact.patch
    expect(low / context).toBeGreaterThanOrEqual(16)
    expect(high).toBe(4 * low)
  })
})

test('tiny takes at most 300 kB, weights and topologies together', () => {
  const bytes = networkNames.reduce((sum, name) => {
    const weights = 2 * network('tiny', name).countParams()
    return sum + weights + Buffer.byteLength(JSON.stringify(network('tiny', name).toJSON(null, false)))
  }, 0)
  expect(bytes).toBeLessThanOrEqual(300_000)
  const file = join(models, 'tiny', 'generator', 'weights.bin')
  if (existsSync(file)) expect(statSync(file).size).toBe(2 * network('tiny', 'generator').countParams())
})

describe('models/', () => {
  const all = (Object.keys(presets) as PresetName[]).flatMap((preset) =>
    networkNames.map((name) => [preset, name] as const),
  )

  test.each(all)('holds the topology of %s/%s that this code builds (else: npm run networks)', (preset, name) => {
    const file = join(models, networkFolder(preset, name), 'model.json')
    const committed = JSON.parse(readFileSync(file, 'utf8')) as { modelTopology: unknown }
    expect(committed.modelTopology).toEqual(JSON.parse(JSON.stringify(network(preset, name).toJSON(null, false))))
  })

  test.each(Object.values(presets))(
    'holds the settings of $name that this code uses (else: npm run networks)',
    (preset) => {
      const committed = JSON.parse(readFileSync(join(models, preset.name, 'preset.json'), 'utf8')) as unknown
      expect(committed).toEqual(preset)
    },
  )
})
