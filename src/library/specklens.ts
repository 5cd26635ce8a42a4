/** `import { createDetector } from 'specklens'`: the page's own engine for other pages. */

import type { Detection } from '../detection/face.ts'
import { createEngine } from '../engine/client.ts'
import type { BackendName, Call, EngineInfo, EngineOptions, FacePatches, SearchedCall } from '../engine/protocol.ts'
import type { Box } from '../geometry/box.ts'
import { DEFAULT_SMALLEST_FACE } from '../geometry/pyramid.ts'
import { type PictureSource, readable } from './picture-source.ts'

export type { Face } from '../detection/face.ts'
export type { EngineErrorCode, EngineFailure, Progress } from '../engine/protocol.ts'
export type { BackendName, Box, Call, Detection, EngineInfo, FacePatches, PictureSource, SearchedCall }

export interface DetectorOptions extends Call {
  /** Default compact. */
  readonly preset?: EngineOptions['preset']
  /** Default auto: WebGPU on a real adapter, else WebAssembly, else WebGL. */
  readonly backend?: BackendName | 'auto'
  /** Address below which `models/` and `wasm/` lie, relative to the page; default beside the library's own file. */
  readonly assets?: string | URL
}

export interface DetectOptions extends Call {
  /** Height in px of the smallest face that is wanted, default 4: below 12 the picture is enlarged for the search. */
  readonly smallestFace?: number
  /** Faces with a lower score are not returned; default 0.5. */
  readonly threshold?: number
  /** 'mbfcn' leaves the second stage out; default full. */
  readonly stage?: 'mbfcn' | 'full'
  /** Noise, motion blur and the dark of noisy pictures are taken out first, where there are any; default false. `Detection` says what was. */
  readonly restore?: boolean
}

/**
 * Finds faces in a worker of its own. Calls wait for each other. Every rejection is an Error with an `EngineFailure`'s fields:
 * `code` for programs, `message` for people; 'aborted' after the call's signal.
 */
export interface Detector {
  /** What runs, where, and why not elsewhere. */
  readonly info: EngineInfo
  /** Finds faces, boxes in px of the picture, highest score first. The picture stays the caller's. @throws TypeError */
  detect(picture: PictureSource, options?: DetectOptions): Promise<Detection>
  /** Each face (or box, in px of the picture) as the generator sharpens it: a guess, not evidence. The order stays. */
  superResolve(
    picture: Blob,
    faces: readonly (Box | { readonly box: Box })[],
    call?: SearchedCall,
  ): Promise<readonly FacePatches[]>
  /** Ends the worker and frees its memory; what still runs rejects with 'aborted'. */
  dispose(): void
}

/** The folder of this file once it is built: `models/` and `wasm/` lie beside it. */
const OWN_FOLDER = new URL(/* @vite-ignore */ './', import.meta.url)

/**
 * Starts a worker, chooses a backend, loads and compiles the networks. @throws Error with an `EngineFailure`'s fields; RangeError
 * and TypeError are mistakes of the caller
 */
export async function createDetector(options: DetectorOptions = {}): Promise<Detector> {
  const { preset = 'compact', backend = 'auto', assets, ...call } = options
  const engine = createEngine(folderAddress(assets))
  let info: EngineInfo
  try {
    info = await engine.prepare({ preset, backend }, call)
  } catch (reason) {
    engine.dispose()
    throw reason
  }
  return {
    info,
    async detect(
      picture,
      { smallestFace = DEFAULT_SMALLEST_FACE, threshold = 0.5, stage = 'full', restore = false, ...detectCall } = {},
    ) {
      if (!(smallestFace > 0)) throw new RangeError(`smallestFace must be above 0 px, not ${smallestFace}.`)
      if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`threshold must be from 0 to 1, not ${threshold}.`)
      const settings = { smallestFace, threshold, stage, ...(restore ? { restore: 'always' as const } : {}) }
      return engine.detect(await readable(picture), settings, detectCall)
    },
    superResolve(picture, faces, superResolveCall) {
      const boxes = faces.map((face) => ('box' in face ? face.box : face))
      return engine.superResolve(picture, boxes, superResolveCall)
    },
    dispose: () => engine.dispose(),
  }
}

function folderAddress(assets: string | URL | undefined): string {
  if (assets === undefined) return OWN_FOLDER.href
  const { href } = new URL(assets, document.baseURI)
  return href.endsWith('/') ? href : `${href}/`
}
