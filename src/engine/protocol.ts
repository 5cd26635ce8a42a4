/** The vocabulary between page and worker: plain, cloneable data only. Both sides import it. */
import type { Cascade } from '../detection/cascade.ts'
import type { Detection, DetectionSettings } from '../detection/face.ts'
import type { Box } from '../geometry/box.ts'
import type { NetworkName, PresetName } from '../networks/preset.ts'
import type { FinetuneResult, TrainingPlan, TrainingProgress } from '../training/progress.ts'
import type { FinetuneSettings } from '../training/settings.ts'
import type { WeightArrays } from '../training/weights.ts'

export type BackendName = 'webgpu' | 'wasm' | 'webgl'

export type Progress =
  | { readonly stage: 'downloading'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly stage: 'compiling'; readonly done: number; readonly total: number }
  | { readonly stage: 'decoding' }
  | {
      readonly stage: 'restoring' | 'proposing' | 'superResolving' | 'scoring'
      readonly done: number
      readonly total: number
    }

export interface EngineOptions {
  readonly preset: PresetName
  /** 'auto' takes the first backend that passes its self-test: webgpu (real adapter), wasm, webgl. */
  readonly backend: BackendName | 'auto'
  /** 'mbfcn' loads no second stage, which then cannot be asked for; default 'full'. */
  readonly stage?: 'mbfcn' | 'full'
  /** Most threads for WebAssembly, default one a core; without cross-origin isolation it is one whatever is asked for. */
  readonly threads?: number
  /** Weights of the user's own in place of the preset's; networks that are not in it keep the preset's. */
  readonly model?: OwnModel
}

/** Fine-tuned weights of a preset, and the cascade that was fitted to them. */
export interface OwnModel {
  /** Tells one from another: a second `prepare` with the same id keeps what is loaded. */
  readonly id: string
  readonly cascade: Cascade
  readonly networks: Readonly<Partial<Record<NetworkName, WeightArrays>>>
}

export interface EngineInfo {
  readonly preset: PresetName
  readonly backend: BackendName
  /** Name of the GPU adapter where there is one. */
  readonly adapter: string | null
  /** Backends that were tried before and why each was passed over, in words for the user. */
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[]
  /** Of WebAssembly; 1 on the other backends. */
  readonly threads: number
  /** How many times as fast as tfjs's our convolution was on this GPU, which decides whether it is used; null where there was no trial, or it failed. */
  readonly convolutionGain: number | null
  readonly weightBytes: number
}

/** One face as the networks see it: square RGBA patches, row by row. */
export interface FacePatches {
  /** The ROI with context, resampled to the generator's input. */
  readonly low: Patch
  /** Output of the up-sample sub-network and of the refinement sub-network. */
  readonly upsampled: Patch
  readonly refined: Patch
}

export interface Patch {
  readonly side: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
}

/** One branch of MB-FCN, all scales of the search laid over each other. */
export interface HeatMap {
  /** px of the network's input from one cell to the next. */
  readonly stride: number
  /** Face heights that the branch answers for, px of the network's input. */
  readonly heights: readonly [number, number]
  /** Cells of the map, which covers the whole picture. */
  readonly width: number
  readonly height: number
  /** Highest face probability (sigmoid of the logit, not calibrated) in each cell at any scale, row by row, 0 to 1. */
  readonly probabilities: Float32Array<ArrayBuffer>
}

export type EngineErrorCode =
  | 'not-an-image'
  | 'picture-too-large'
  | 'weights-failed'
  | 'preset-untrained'
  | 'no-backend'
  | 'device-lost'
  | 'out-of-memory'
  | 'labels-refused'
  | 'aborted'
  | 'internal'

/** A failure in words for a person: `message` is one sentence that names the remedy. */
export interface EngineFailure {
  readonly code: EngineErrorCode
  readonly message: string
}

export interface Call {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** A call for what a search saw. */
export interface SearchedCall extends Call {
  /** Whether that search restored the picture (`Detection.restored`): what is made of it then is made of the restored one. */
  readonly restored?: boolean
}

/** The same interface in the page (client.ts) and in the worker. Every rejection is an Error that carries EngineFailure's fields. */
export interface Engine {
  /** Chooses a backend, downloads weights, compiles. Calling it again with other options replaces what is loaded. */
  prepare(options: EngineOptions, call?: Call): Promise<EngineInfo>
  /** Finds faces. A bitmap is transferred and closed; a blob is decoded in the worker with its EXIF orientation. */
  detect(picture: Blob | ImageBitmap, settings: DetectionSettings, call?: Call): Promise<Detection>
  /** Super-resolves faces of the given boxes (px of the picture). Shares the decoded picture with the last `detect` on the same blob. */
  superResolve(picture: Blob, boxes: readonly Box[], call?: SearchedCall): Promise<readonly FacePatches[]>
  /** What each branch of MB-FCN says of every place, finest branch first. Shares the decoded picture like `superResolve`. */
  heatMap(
    picture: Blob,
    settings: Pick<DetectionSettings, 'smallestFace'>,
    call?: SearchedCall,
  ): Promise<readonly HeatMap[]>
  /** The picture restored; null where nothing is wrong with it or it is too large. The caller closes the bitmap. */
  restore(picture: Blob, call?: Call): Promise<ImageBitmap | null>
  /** Ends the worker and frees the GPU. */
  dispose(): void
}

/** What the adapter can do at best, by small kernels that do nothing else. */
export interface Peak {
  /** GFLOP/s of tfjs's own fastest matrix product or convolution on this backend: what a network made of its kernels could reach. */
  readonly peakGigaflops: number
  /** GFLOP/s of multiply-adds that stay in registers: what no kernel passes. Null where tfjs lets no other one in, on webgl. */
  readonly multiplyAddGigaflops: number | null
  /** GB/s of a plain copy, read and written bytes together. */
  readonly copyGigabytes: number
}

/** What `benchmark` measured on the prepared networks. */
export interface BenchmarkReport extends Peak {
  readonly info: EngineInfo
  readonly networks: readonly NetworkSpeed[]
  /** What the first picture waited for. */
  readonly startup: StartupTimes
}

/** ms of the preparation that the networks in use needed. */
export interface StartupTimes {
  /** Choosing a backend, its self-test included. */
  readonly backend: number
  readonly download: number
  readonly compile: number
}

export interface NetworkSpeed {
  readonly network: NetworkName
  /** Shape of the input, `[B,H,W,3]`. */
  readonly input: readonly number[]
  /** Median of one pass. */
  readonly milliseconds: number
  /** Two operations a multiply-add. */
  readonly gigaflops: number
}

/** A picture of noise and what is looked for in it. */
export interface BenchmarkCase {
  /** px */
  readonly width: number
  readonly height: number
  /** ROIs that pass the whole second stage. */
  readonly rois: number
  readonly smallestFace: number
}

/** One pass over a `BenchmarkCase`. The peak is measured right after the pass: a busy machine's speed changes. */
export interface CaseReport extends Peak {
  readonly stages: readonly StageSpeed[]
  /** Pixels that MB-FCN saw: enlargement, overlap and every scale included. */
  readonly networkPixels: number
  readonly tiles: number
}

export interface StageSpeed {
  readonly stage: 'propose' | 'crop' | 'superResolve' | 'classify'
  readonly milliseconds: number
  /** Work of the networks, two operations a multiply-add. */
  readonly gigaflop: number
  /** What the networks move at least: every step reads and writes each tensor once, as float32. 0 for 'crop'. */
  readonly gigabytes: number
}

/** The command line's engine: measures too. */
export interface MeasuringEngine extends Engine {
  /** Runs every stage once. Needs `prepare` with the full stage before. */
  benchmarkCase(wanted: BenchmarkCase, call?: Call): Promise<CaseReport>
  /** Needs `prepare` before. */
  benchmark(call?: Call): Promise<BenchmarkReport>
}

/** A labelled picture before it is decoded; boxes in px of the picture with its EXIF orientation applied. */
export interface LabelledFile {
  readonly name: string
  readonly file: Blob
  readonly faces: readonly { readonly box: Box; readonly ignored: boolean }[]
}

/** All that a training run needs; the same run again goes on from its checkpoint. */
export interface TrainingRun {
  readonly id: string
  /** Preset, backend, and the model that the training starts from. */
  readonly engine: EngineOptions
  readonly pictures: readonly LabelledFile[]
  readonly settings: FinetuneSettings
}

/** A step, a look or a choice of the trainer, as a point of the curves. */
export type TrainingPoint = Omit<TrainingProgress, 'checkpoint' | 'notice'>

export type TrainingEvent =
  | { readonly kind: 'loading'; readonly progress: Progress }
  | { readonly kind: 'point'; readonly point: TrainingPoint }
  /** A remark for the person. */
  | { readonly kind: 'notice'; readonly notice: string }
  /** Validation crops with the networks as they are now; `refined` is G2's, `upsampled` G1's. */
  | { readonly kind: 'strip'; readonly crops: readonly (FacePatches & { readonly truth: Patch })[] }
  | { readonly kind: 'paused' }
  /** A checkpoint lies in IndexedDB; or, `saved` false, it does not, and why in `notice`. */
  | { readonly kind: 'checkpoint'; readonly saved: boolean; readonly notice?: string }

export interface TrainingOutcome {
  readonly result: FinetuneResult
  /** What to keep; the old weights where `result.improved` is false. */
  readonly model: Omit<OwnModel, 'id'>
  readonly backend: BackendName
  /** Milliseconds of work, pauses left out. */
  readonly milliseconds: number
}

export interface TrainingCall {
  /** Ends the run; nothing is kept. */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: TrainingEvent) => void
}

export interface RunningTraining {
  /** Rejects with EngineFailure's fields; labels that cannot train are refused with code 'labels-refused'. */
  readonly outcome: Promise<TrainingOutcome>
  /** Before the next step; a checkpoint is saved, then the event 'paused' follows. */
  pause(): void
  resume(): void
  /** Ends the learning at the next step; what is best so far is chosen from, measured and returned. */
  finish(): void
}

/** Training in a worker of its own, so that detection goes on beside it. */
export interface Trainer {
  /** Measures what a run will cost, without changing a weight. */
  plan(run: TrainingRun, call?: TrainingCall): Promise<TrainingPlan>
  /** Starts, or goes on from the last checkpoint of this run that lies in IndexedDB. */
  finetune(run: TrainingRun, call?: TrainingCall): RunningTraining
  /** Ends the worker and frees the GPU. */
  dispose(): void
}
