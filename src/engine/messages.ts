/** What client.ts and worker.ts say to each other. Every call has an id; 'abort' names the call that it ends. */
import type { DetectionSettings } from '../detection/face.ts'
import type { Box } from '../geometry/box.ts'
import type { HelperPlace } from './gradient-helper.ts'
import type {
  BackendName,
  BenchmarkCase,
  EngineFailure,
  EngineOptions,
  Progress,
  TrainingEvent,
  TrainingRun,
} from './protocol.ts'
import type { AskedToRetire, Retired } from './retire.ts'

export type CallMessage =
  | {
      readonly kind: 'prepare'
      readonly options: EngineOptions
      /** Address below which models/ and wasm/ lie, with a slash at its end. */
      readonly baseUrl: string
      /** Backends that were lost before and are not tried again. */
      readonly excluded: readonly BackendName[]
    }
  | {
      readonly kind: 'detect'
      readonly picture: Blob | ImageBitmap
      /** The same number for the same blob: a message's copy has lost its identity. */
      readonly pictureId: number
      readonly settings: DetectionSettings
    }
  | {
      readonly kind: 'superResolve'
      readonly picture: Blob
      readonly pictureId: number
      readonly restored: boolean
      readonly boxes: readonly Box[]
    }
  | {
      readonly kind: 'heatMap'
      readonly picture: Blob
      readonly pictureId: number
      readonly restored: boolean
      readonly smallestFace: number
    }
  | { readonly kind: 'restore'; readonly picture: Blob; readonly pictureId: number }
  | { readonly kind: 'benchmark' }
  | { readonly kind: 'benchmarkCase'; readonly wanted: BenchmarkCase }
  | ({ readonly kind: 'planTraining' } & TrainingPlace)
  | ({ readonly kind: 'finetune' } & TrainingPlace)

interface TrainingPlace {
  readonly run: TrainingRun
  readonly baseUrl: string
  readonly excluded: readonly BackendName[]
}

/** What a person may do to the run under way. */
export type TrainingControl = 'pause' | 'resume' | 'finish'

export type ToWorker =
  | { readonly id: number; readonly call: CallMessage }
  | { readonly abort: number }
  | { readonly control: TrainingControl }
  /** This worker shall be another one's helper from now on, and hears nothing else. */
  | { readonly help: HelperPlace }
  | AskedToRetire

export type FromWorker =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'training'; readonly event: TrainingEvent }
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly failure: EngineFailure }
  /** The GPU is gone and every call that runs on it with it. */
  | { readonly kind: 'lost'; readonly reason: string }
  | Retired
