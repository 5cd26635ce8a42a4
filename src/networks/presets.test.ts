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
  test('costs at most 40 GMAC for 1024×768 px with 100 tiny ROIs, at the default scales ×2, ×1, ×½ and ×¼', () => {
    const { low, high } = presets.compact.patch
    const once = totalCost(network('compact', 'mbfcn'), 768, 1024)
    const roi =
      totalCost(network('compact', 'generator'), low, low) + totalCost(network('compact', 'discriminator'), high, high)
    expect(once * (4 + 1 + 1 / 4 + 1 / 16) + 100 * roi).toBeLessThanOrEqual(40 * giga)
    expect(once).toBeGreaterThan(2 * giga)
  })

  test('takes at most 2 MB of weights in all', () => {
    const parameters = networkNames.reduce((sum, name) => sum + network('compact', name).countParams(), 0)
    expect(2 * parameters).toBeLessThanOrEqual(2e6)
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
