/** What the worker holds between calls: a backend, the networks of a preset, the last picture. */

import { type Detector, detectFaces } from '../detection/detect.ts'
import type { Detection, DetectionSettings } from '../detection/face.ts'
import { heatMaps } from '../detection/heat-map.ts'
import type { Picture } from '../detection/picture.ts'
import { restored, type Seen } from '../detection/restored.ts'
import type { Box } from '../geometry/box.ts'
import { type BackendChoice, chooseBackend } from './backend.ts'
import { measure } from './benchmark.ts'
import { runCase } from './benchmark-case.ts'
import { type DecodedPicture, decodePicture } from './decode.ts'
import { EngineError } from './failure.ts'
import { type LoadedPreset, loadPreset } from './load-preset.ts'
import { nextTask } from './next-task.ts'
import { resolveFaces } from './patches.ts'
import type {
  BackendName,
  BenchmarkCase,
  BenchmarkReport,
  Call,
  CaseReport,
  EngineInfo,
  EngineOptions,
  FacePatches,
  HeatMap,
  Progress,
  StartupTimes,
} from './protocol.ts'
import { shapesFor } from './shapes.ts'
import { warmUp } from './warm-up.ts'

/** A picture, and whether it was restored when it was searched. */
interface Searched {
  readonly picture: Blob
  readonly pictureId: number
  readonly restored: boolean
}

/** Works through the steps, and tells of each. */
async function follow<T>(steps: AsyncGenerator<Progress, T>, { onProgress }: Call): Promise<T> {
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    onProgress?.(step.value)
    // On wasm nothing in a step leaves the task, so messages, an abort above all, would wait for the end.
    await nextTask()
  }
}

export class Session {
  readonly #onLost: (reason: string) => void
  #backend: BackendChoice | null = null
  /** What the backend was chosen for: it stays until something else is asked for. */
  #backendKey = ''
  #loaded: {
    readonly key: string
    readonly preset: LoadedPreset
    readonly detector: Detector
    info: EngineInfo
    readonly startup: StartupTimes
  } | null = null
  #failure: unknown = null
  #last: { readonly id: number; readonly decoded: DecodedPicture } | null = null

  /** `onLost` hears when the GPU is gone; this session is of no use afterwards. */
  constructor(onLost: (reason: string) => void) {
    this.#onLost = onLost
  }

  async prepare(
    options: EngineOptions,
    baseUrl: string,
    excluded: readonly BackendName[],
    call: Call,
  ): Promise<EngineInfo> {
    const { preset, backend, stage = 'full', threads, model } = options
    const key = `${preset} ${backend} ${threads} ${stage} ${model?.id ?? ''} ${baseUrl} ${excluded.join()}`
    if (this.#loaded?.key === key) return this.#loaded.info
    try {
      return await this.#prepare(key, options, baseUrl, excluded, call)
    } catch (thrown) {
      this.#failure = thrown
      throw thrown
    }
  }

  async #prepare(
    key: string,
    options: EngineOptions,
    baseUrl: string,
    excluded: readonly BackendName[],
    call: Call,
  ): Promise<EngineInfo> {
    this.#unload()
    const start = performance.now()
    const backendKey = `${options.backend} ${options.threads} ${excluded.join()}`
    if (this.#backend === null || this.#backendKey !== backendKey) {
      this.#backend = await chooseBackend(options.backend, `${baseUrl}wasm/`, excluded, this.#onLost, options.threads)
      this.#backendKey = backendKey
    }
    const { software, ...running } = this.#backend
    const { backend } = running
    const chosen = performance.now()
    const preset = await loadPreset(`${baseUrl}models/`, options.preset, options.stage ?? 'full', call, options.model)
    const loaded = performance.now()
    const detector = { ...preset, shapes: shapesFor(backend, software) }
    const info = { ...running, preset: options.preset, weightBytes: preset.weightBytes }
    try {
      await warmUp(detector, backend, call)
    } catch (thrown) {
      preset.dispose()
      throw thrown
    }
    const startup = { backend: chosen - start, download: loaded - chosen, compile: performance.now() - loaded }
    this.#loaded = { key, preset, detector, info, startup }
    return info
  }

  async detect(
    input: Blob | ImageBitmap,
    pictureId: number,
    settings: DetectionSettings,
    call: Call,
  ): Promise<Detection> {
    const { detector } = this.#ready()
    call.onProgress?.({ stage: 'decoding' })
    const start = performance.now()
    const { picture } = await this.#decode(input, pictureId)
    const decode = { stage: 'decode' as const, milliseconds: performance.now() - start }
    // A camera's frames come as bitmaps, and none waits for a restoration that nobody asked for.
    const wanted = input instanceof Blob ? settings : { restore: 'never' as const, ...settings }
    const steps = detectFaces(detector, picture, wanted, call.signal)
    const found = await follow(steps, call)
    return { ...found, times: [decode, ...found.times] }
  }

  async superResolve(searched: Searched, boxes: readonly Box[], call: Call): Promise<readonly FacePatches[]> {
    const { detector, preset } = this.#ready()
    const picture = await this.#asSeen(searched, call)
    if (!preset.generatorStages)
      throw new EngineError('internal', 'The generator is not loaded: prepare the full stage.')
    return resolveFaces(preset.generatorStages, detector, picture, boxes, call, nextTask)
  }

  async heatMap(searched: Searched, smallestFace: number, call: Call): Promise<readonly HeatMap[]> {
    const { detector } = this.#ready()
    const picture = await this.#asSeen(searched, call)
    return follow(heatMaps(detector, picture, smallestFace, call.signal), call)
  }

  /** Needs no networks. */
  async restore(picture: Blob, pictureId: number, call: Call): Promise<ImageBitmap | null> {
    const seen = await this.#restored(picture, pictureId, call)
    if (!seen.restored) return null
    const { width, height } = seen.picture
    const rgba = new Uint8ClampedArray(seen.picture.read(1, 0, 0, width, height))
    return createImageBitmap(new ImageData(rgba, width, height))
  }

  benchmark(call: Call): Promise<BenchmarkReport> {
    const { preset, detector, info, startup } = this.#ready()
    return measure(preset, detector, info, startup, call)
  }

  benchmarkCase(wanted: BenchmarkCase, call: Call): Promise<CaseReport> {
    const { preset, detector, info } = this.#ready()
    return runCase(preset, detector, wanted, info.threads, call)
  }

  #ready() {
    if (this.#loaded) return this.#loaded
    throw this.#failure ?? new EngineError('internal', 'The engine is not prepared yet: prepare it first.')
  }

  /** The picture as the search saw it. */
  async #asSeen({ picture, pictureId, restored }: Searched, call: Call): Promise<Picture> {
    if (restored) return (await this.#restored(picture, pictureId, call)).picture
    return (await this.#decode(picture, pictureId)).picture
  }

  async #restored(input: Blob, id: number, call: Call): Promise<Seen> {
    const { picture } = await this.#decode(input, id)
    return follow(restored(picture, call.signal), call)
  }

  async #decode(input: Blob | ImageBitmap, id: number): Promise<DecodedPicture> {
    if (this.#last?.id === id) {
      if (!(input instanceof Blob)) input.close()
      return this.#last.decoded
    }
    this.#last?.decoded.close()
    this.#last = null
    const decoded = await decodePicture(input)
    this.#last = { id, decoded }
    return decoded
  }

  #unload(): void {
    this.#loaded?.preset.dispose()
    this.#loaded = null
  }
}
