/** An engine without networks, for unit tests and for work on the page's looks. Never part of the built page. */
import type { Call, Engine, EngineInfo, EngineOptions, FacePatches, Patch } from '../../engine/protocol.ts'
import type { Detection, Face } from '../state/engine-types.ts'

export interface FakeEngine extends Engine {
  /** The options of every `prepare`, in order. */
  readonly prepared: EngineOptions[]
}

interface FakeOptions {
  /** Pause per step, in ms. */
  readonly pause?: number
  readonly faces?: (width: number, height: number) => readonly Face[]
}

/** Answers every call after `pause` ms a step; finds exactly what `faces` says (none by default). */
export function fakeEngine({ pause = 0, faces = () => [] }: FakeOptions = {}): FakeEngine {
  const prepared: EngineOptions[] = []
  const step = async (call?: Call) => {
    if (pause > 0) await new Promise((done) => setTimeout(done, pause))
    if (call?.signal?.aborted) throw Object.assign(new Error('Stopped.'), { code: 'aborted' })
  }
  return {
    prepared,
    async prepare(options, call): Promise<EngineInfo> {
      prepared.push(options)
      for (let part = 1; part <= 4; part++) {
        call?.onProgress?.({ stage: 'downloading', loadedBytes: part * 6e5, totalBytes: 2.4e6 })
        await step(call)
      }
      return {
        preset: options.preset,
        backend: 'wasm',
        adapter: null,
        threads: 1,
        rejected: [{ backend: 'webgpu', reason: 'this browser has no graphics adapter for it' }],
        convolutionGain: null,
        weightBytes: 2.4e6,
      }
    },
    async detect(picture, _settings, call): Promise<Detection> {
      const bitmap = picture instanceof Blob ? await createImageBitmap(picture) : picture
      const { width, height } = bitmap
      bitmap.close()
      for (const stage of ['proposing', 'superResolving', 'scoring'] as const)
        for (let done = 1; done <= 5; done++) {
          call?.onProgress?.({ stage, done, total: 5 })
          await step(call)
        }
      const found = faces(width, height)
      const times = [{ stage: 'propose' as const, milliseconds: 5 * pause }]
      return { width, height, faces: found, times, proposed: 1, generated: 1, classified: 1 }
    },
    async superResolve(_picture, boxes, call): Promise<readonly FacePatches[]> {
      await step(call)
      return boxes.map((_, index) => ({
        low: patch(24, index),
        upsampled: patch(96, index),
        refined: patch(96, index),
      }))
    },
    async heatMap(_picture, _settings, call) {
      await step(call)
      return [
        { stride: 4, heights: [5, 20] as const, width: 2, height: 1, probabilities: Float32Array.from([0.1, 0.9]) },
      ]
    },
    async restore() {
      return null
    },
    dispose() {},
  }
}

function patch(side: number, seed: number): Patch {
  const rgba = new Uint8ClampedArray(side * side * 4)
  for (let at = 0; at < rgba.length; at += 4) {
    const x = ((at / 4) % side) / side
    rgba.set([120 + x * 90, 90 + ((seed * 37) % 90), 80, 255], at)
  }
  return { side, rgba }
}
