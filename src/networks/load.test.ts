import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork } from './build.ts'
import { loadNetworks, networkFolder } from './load.ts'
import { presets } from './presets.ts'

/** The discriminator of `tiny` as static files, float16 zeros but for what `damage` does. */
function server(
  damage: {
    bytes?: number
    status?: number
    untrained?: boolean
    /** The damage lies in a cache: past it all is well. */
    cached?: boolean
    shape?: unknown
    filters?: number
  } = {},
): typeof fetch {
  const model = buildNetwork(presets.tiny, 'discriminator')
  const weights = model.weights.map((weight) => ({
    name: (weight as unknown as { originalName: string }).originalName,
    shape: weight.shape as number[],
    dtype: 'float32',
    quantization: { dtype: 'float16', original_dtype: 'float32' },
  }))
  const size = model.countParams() * 2 + (damage.bytes ?? 0)
  const topology = model.toJSON(null, false)
  model.dispose()
  if ('shape' in damage) Object.assign(weights[0] as object, { shape: damage.shape })
  if (damage.filters) {
    type Layer = { class_name: string; config: { filters?: number } }
    const { layers } = (topology as unknown as { config: { layers: Layer[] } }).config
    const convolution = layers.find(({ config }) => config.filters !== undefined)
    Object.assign(convolution?.config ?? {}, { filters: damage.filters })
  }
  const manifest = damage.untrained ? [] : [{ paths: ['weights.bin'], weights }]
  return (async (address: URL, { cache }: RequestInit = {}) => {
    if (damage.status) return new Response('', { status: damage.status })
    if (address.pathname === '/models/tiny/discriminator/weights.bin')
      return new Response(
        new Uint8Array(damage.cached && cache === 'reload' ? size - (damage.bytes ?? 0) : size).fill(60),
      )
    if (address.pathname === '/models/tiny/discriminator/model.json')
      return Response.json({ modelTopology: topology, weightsManifest: manifest })
    return new Response('', { status: 404 })
  }) as typeof fetch
}

const request = { modelsUrl: 'http://page/models/', preset: 'tiny', networks: ['discriminator'] } as const

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('loading networks', () => {
  test('counts every byte and decodes float16', async () => {
    const steps: [number, number][] = []
    const { models, weightBytes } = await loadNetworks({
      ...request,
      fetch: server(),
      onBytes: (loaded, total) => steps.push([loaded, total]),
    })
    const [model] = models
    expect(weightBytes).toBe((model?.countParams() ?? 0) * 2)
    expect(steps[0]).toEqual([0, weightBytes])
    expect(steps.at(-1)).toEqual([weightBytes, weightBytes])
    // 0x3c3c
    expect(model?.weights[0]?.read().dataSync()[0]).toBeCloseTo(1.0586, 3)
    for (const loaded of models) loaded.dispose()
  })

  test.each([
    [{ untrained: true }, 'preset-untrained', /tiny.*no trained discriminator/],
    [{ bytes: -2 }, 'weights-failed', /bytes of weights.*try again/],
    [{ bytes: 5e6 }, 'weights-failed', /bytes of weights/],
    [{ shape: [1e9, 1e9] }, 'weights-failed', /asks for/],
    [{ shape: [3, -3] }, 'weights-failed', /shape/],
    [{ shape: [0.5] }, 'weights-failed', /shape/],
    [{ shape: [Number.NaN] }, 'weights-failed', /shape/],
    [{ shape: '__proto__' }, 'weights-failed', /shape/],
    [{ filters: 1e12 }, 'weights-failed', /do not fit/],
    [{ filters: 3 }, 'weights-failed', /do not fit/],
    [{ status: 404 }, 'preset-untrained', /no trained/],
    [{ status: 503 }, 'weights-failed', /503.*try again/],
  ] as const)('says what is wrong: %o', async (damage, code, message) => {
    const failure = loadNetworks({ ...request, fetch: server(damage) })
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  test('refuses weights whose hash is not the known one', async () => {
    const hashes = { 'tiny/discriminator/weights.bin': '00' }
    await expect(loadNetworks({ ...request, hashes, fetch: server() })).rejects.toMatchObject({
      code: 'weights-failed',
    })
  })

  test('fetches once more past a cache that was poisoned', async () => {
    const steps: number[] = []
    const { models, weightBytes } = await loadNetworks({
      ...request,
      fetch: server({ bytes: -100, cached: true }),
      onBytes: (loaded) => steps.push(loaded),
    })
    expect(steps.at(-1)).toBe(weightBytes)
    expect(weightBytes).toBe((models[0]?.countParams() ?? 0) * 2)
    for (const loaded of models) loaded.dispose()
  })

  test("takes paper's MB-FCN from compact", () => {
    expect(networkFolder('paper', 'mbfcn')).toBe('compact/mbfcn')
    expect(networkFolder('paper', 'generator')).toBe('paper/generator')
  })
})
