import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildNetwork } from './build.ts'
import { loadNetworks, networkFolder } from './load.ts'
import { presets } from './presets.ts'

/** The discriminator of `tiny` as static files, float16 zeros but for what `damage` does. */
function server(damage: { bytes?: number; status?: number; untrained?: boolean } = {}): typeof fetch {
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
  const manifest = damage.untrained ? [] : [{ paths: ['weights.bin'], weights }]
  return (async (address: URL) => {
    if (damage.status) return new Response('', { status: damage.status })
    if (address.pathname === '/models/tiny/discriminator/weights.bin')
      return new Response(new Uint8Array(size).fill(60))
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
    [{ bytes: -2 }, 'weights-failed', /bytes of weights/],
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

  test("takes paper's MB-FCN from compact", () => {
    expect(networkFolder('paper', 'mbfcn')).toBe('compact/mbfcn')
    expect(networkFolder('paper', 'generator')).toBe('paper/generator')
  })
})
