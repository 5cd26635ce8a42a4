/** Failures in words: what happened and what the user can do about it. */
import type { EngineFailure } from '../../engine/protocol.ts'
import { LARGEST_PIXELS } from '../../geometry/header-size.ts'
import type { FileKind } from '../intake/kind.ts'
import type { FailureCode } from './engine-types.ts'

const CODES: Record<FailureCode, string> = {
  'not-an-image': 'This file is not a picture that the browser can read',
  'picture-too-large': 'This picture is too large for this device',
  'weights-failed': 'The networks could not be loaded',
  'preset-untrained': 'This preset has no trained networks yet',
  'no-backend': 'This browser cannot run the networks',
  'device-lost': 'The graphics device was lost',
  'out-of-memory': 'The device ran out of memory',
  'labels-refused': 'These labels cannot train',
  aborted: 'Stopped',
  internal: 'Something went wrong',
}

export type Remedy = 'retry' | 'use-compact' | 'larger-smallest-face' | 'none'

/** Any rejection as a failure; what the engine did not name becomes 'internal', an AbortError 'aborted'. */
export function failureOf(reason: unknown): EngineFailure {
  const { code, name, message } = (reason ?? {}) as { code?: unknown; name?: unknown; message?: unknown }
  if (typeof code === 'string' && Object.hasOwn(CODES, code))
    return { code: code as FailureCode, message: String(message ?? CODES[code as FailureCode]) }
  if (name === 'AbortError') return { code: 'aborted', message: 'Stopped.' }
  return { code: 'internal', message: typeof message === 'string' && message ? message : String(reason) }
}

export function failureTitle(code: FailureCode): string {
  return CODES[code]
}

/** The button that helps. */
export function remedyOf(code: FailureCode): Remedy {
  if (code === 'not-an-image' || code === 'labels-refused') return 'none'
  if (code === 'preset-untrained') return 'use-compact'
  if (code === 'picture-too-large' || code === 'out-of-memory') return 'larger-smallest-face'
  return 'retry'
}

/** Why a file could not be opened as a picture, with the remedy; `kind` is what its bytes say, where they say something. */
export function notAnImage(name: string, type: string, kind: FileKind | null = null): EngineFailure {
  const apple = kind === 'heic' || (kind === null && (/\.hei[cf]$/i.test(name) || /hei[cf]/.test(type)))
  let message = 'Open a JPEG, PNG, WebP, AVIF or GIF picture. If it is one of those, the file may be damaged.'
  if (apple) message = 'This browser cannot open HEIC pictures. Save it as JPEG or PNG and open that, or use Safari.'
  else if (kind === 'tiff')
    message = 'Browsers cannot open TIFF and camera raw pictures. Save it as PNG or JPEG and open that.'
  return { code: 'not-an-image', message }
}

/** Why a picture is not even decoded. */
export function tooLarge(width: number, height: number): EngineFailure {
  return {
    code: 'picture-too-large',
    message: `${width}×${height} px are more than this page can hold: cut or shrink the picture to below ${LARGEST_PIXELS / 1e6} megapixels.`,
  }
}
