/**
 * Another face detector as its users run it in this browser: a package that brings its own networks, on the same picture, turn by turn with
 * ours. Speed alone: what each of them finds is `npm run evaluate`'s subject. Nothing of it is part of the page.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../scripts/step.mjs'
import type { MeasuringEngine } from '../../src/engine/protocol.ts'
import { median } from './cases.ts'

const MOUNT = '/peers-of-the-benchmark/'
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.json': 'application/json' }

/** px; the picture is the sample crowd. */
const PICTURE = { width: 1024, height: 768 } as const

export interface PeerSpeed {
  readonly name: string
  readonly backend: string
  /** Median from the picture to boxes; null where it does not run here, `reason` says why. */
  readonly milliseconds: number | null
  /** At its own usual threshold. */
  readonly faces: number
  readonly reason: string | null
}

/** What of face-api is called. */
interface FaceApi {
  readonly tf: {
    setBackend(name: string): Promise<boolean>
    ready(): Promise<void>
    getBackend(): string
  }
  readonly nets: Readonly<Record<'tinyFaceDetector' | 'ssdMobilenetv1', { loadFromUri(uri: string): Promise<void> }>>
  readonly TinyFaceDetectorOptions: new () => object
  readonly SsdMobilenetv1Options: new () => object
  detectAllFaces(picture: OffscreenCanvas | HTMLCanvasElement, options: object): Promise<readonly unknown[]>
}

const detectors = [
  ['tinyFaceDetector', 'TinyFaceDetectorOptions'],
  ['ssdMobilenetv1', 'SsdMobilenetv1Options'],
] as const

/** `page` holds our engine, prepared. Each runs once before the clock starts. @throws EngineCallFailed */
export async function measurePeers(page: Page, backend: string, passes: number): Promise<readonly PeerSpeed[]> {
  const require = createRequire(import.meta.url)
  const home = dirname(require.resolve('@vladmandic/face-api/package.json'))
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
  await page.route(
    (url) => url.pathname.startsWith(MOUNT),
    async (route) => {
      const name = new URL(route.request().url()).pathname.slice(MOUNT.length)
      const file = name === 'crowd.jpg' ? join(root, 'public/sample/crowd.jpg') : join(home, name)
      await route.fulfill({
        body: await readFile(file),
        contentType: types[extname(name)] ?? 'application/octet-stream',
      })
    },
  )
  const results: PeerSpeed[] = [{ ...(await ours(page, passes)), backend }]
  for (const theirBackend of ['webgl', 'cpu'])
    for (const [net, options] of detectors)
      results.push({ name: `face-api ${version}, ${net}`, ...(await theirs(page, theirBackend, net, options, passes)) })
  return results
}

async function ours(page: Page, passes: number): Promise<Omit<PeerSpeed, 'backend'>> {
  const { times, faces } = await page.evaluate(
    async ({ mount, size, passes }) => {
      const whole = await createImageBitmap(await (await fetch(`${mount}crowd.jpg`)).blob())
      const canvas = new OffscreenCanvas(size.width, size.height)
      canvas.getContext('2d')?.drawImage(whole, 0, 0, size.width, size.height)
      const engine = window.specklensEngine as MeasuringEngine
      const times: number[] = []
      let faces = 0
      for (let pass = 0; pass <= passes; pass++) {
        const start = performance.now()
        const found = await engine.detect(await createImageBitmap(canvas), {
          smallestFace: 4,
          stage: 'full',
          threshold: 0.5,
        })
        if (pass > 0) times.push(performance.now() - start)
        faces = found.faces.length
      }
      return { times, faces }
    },
    { mount: MOUNT, size: PICTURE, passes },
  )
  return { name: 'Specklens, smallest face 4 px', milliseconds: median(times), faces, reason: null }
}

async function theirs(
  page: Page,
  wanted: string,
  net: (typeof detectors)[number][0],
  options: (typeof detectors)[number][1],
  passes: number,
): Promise<Omit<PeerSpeed, 'name'>> {
  const answer = await page.evaluate(
    async ({ mount, size, wanted, net, options, passes }) => {
      try {
        const api = (await import(`${mount}dist/face-api.esm.js`)) as FaceApi
        if (!(await api.tf.setBackend(wanted))) throw new Error(`${wanted} did not start`)
        await api.tf.ready()
        await api.nets[net].loadFromUri(`${mount}model`)
        const whole = await createImageBitmap(await (await fetch(`${mount}crowd.jpg`)).blob())
        const canvas = document.createElement('canvas')
        Object.assign(canvas, size)
        canvas.getContext('2d')?.drawImage(whole, 0, 0, size.width, size.height)
        const times: number[] = []
        let faces = 0
        for (let pass = 0; pass <= passes; pass++) {
          const start = performance.now()
          faces = (await api.detectAllFaces(canvas, new api[options]())).length
          if (pass > 0) times.push(performance.now() - start)
        }
        return { backend: api.tf.getBackend(), times, faces, reason: null }
      } catch (thrown) {
        return { backend: wanted, times: [], faces: 0, reason: String(thrown) }
      }
    },
    { mount: MOUNT, size: PICTURE, wanted, net, options, passes },
  )
  const { times, ...rest } = answer
  return { ...rest, milliseconds: times.length > 0 ? median(times) : null }
}
