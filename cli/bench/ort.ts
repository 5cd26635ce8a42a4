/** ONNX Runtime on the same networks in the same browser: what our engine is measured against. Nothing of it is part of the page. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import type * as Ort from 'onnxruntime-web'
import { exportPreset } from '../../scripts/onnx/export.ts'
import { root } from '../../scripts/step.mjs'
import type { PresetName } from '../../src/networks/preset.ts'

/** No server knows this address: the browser's requests below it are answered by this process. */
const MOUNT = '/onnxruntime-of-the-benchmark/'

/** Inputs of one pass, `[batch,3,height,width]` each. */
export type OrtWork = readonly { readonly network: 'mbfcn' | 'generator' | 'discriminator'; readonly shape: number[] }[]

interface Loaded {
  readonly ort: typeof Ort
  readonly sessions: Record<string, Ort.InferenceSession>
}

type OrtWindow = Window & { benchmarkedOrt?: Loaded }

/** Loads ONNX Runtime with the preset's networks into a page: WebAssembly, one thread. Returns its version. */
export async function loadOrt(page: Page, preset: PresetName): Promise<string> {
  const dist = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm'))
  const networks = await exportPreset(join(root, 'models'), preset)
  const files = new Map(networks.map(({ network, bytes }) => [`${network}.onnx`, Buffer.from(bytes)]))
  await page.route(
    (url) => url.pathname.startsWith(MOUNT),
    async (route) => {
      const name = new URL(route.request().url()).pathname.slice(MOUNT.length)
      const body = files.get(name) ?? (await readFile(join(dist, name)))
      const contentType = name.endsWith('.mjs') ? 'text/javascript' : 'application/wasm'
      await route.fulfill({ body, contentType })
    },
  )
  return page.evaluate(async (mount) => {
    const ort = (await import(`${mount}ort.wasm.min.mjs`)) as typeof Ort
    ort.env.wasm.wasmPaths = mount
    ort.env.wasm.numThreads = 1
    const sessions: Loaded['sessions'] = {}
    for (const network of ['mbfcn', 'generator', 'discriminator']) {
      const bytes = await (await fetch(`${mount}${network}.onnx`)).arrayBuffer()
      sessions[network] = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] })
    }
    ;(window as OrtWindow).benchmarkedOrt = { ort, sessions }
    return ort.env.versions.web ?? 'unknown'
  }, MOUNT)
}

/** One pass over all of the work; ms by network. Inputs are made before the clock starts. */
export async function runOrt(page: Page, work: OrtWork): Promise<Record<string, number>> {
  return page.evaluate(async (items) => {
    const { ort, sessions } = (window as OrtWindow).benchmarkedOrt as Loaded
    const times: Record<string, number> = {}
    for (const { network, shape } of items) {
      const session = sessions[network] as Ort.InferenceSession
      const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => Math.random() * 2 - 1)
      const input = new ort.Tensor('float32', values, shape)
      const start = performance.now()
      await session.run({ [session.inputNames[0] as string]: input })
      times[network] = (times[network] ?? 0) + performance.now() - start
    }
    return times
  }, work)
}
