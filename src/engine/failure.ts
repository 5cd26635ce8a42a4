/** Failures that a person can read, the same on both sides of the worker. */
import type { EngineErrorCode, EngineFailure } from './protocol.ts'

export class EngineError extends Error implements EngineFailure {
  override readonly name = 'EngineError'
  readonly code: EngineErrorCode

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export function abortedError(): EngineError {
  return new EngineError('aborted', 'Stopped, as you asked.')
}

/**
 * In the words of V8, SpiderMonkey, JavaScriptCore, Emscripten and the drivers. Out of bounds: tfjs's kernels do not look whether malloc
 * gave them anything.
 */
const outOfMemory =
  /out of memory|cannot enlarge memory|allocation failed|could not (be )?allocate|\(OOM\)|memory access out of bounds|index out of bounds/i

/** Any thrown value as a failure. Errors that carry a code of their own (EngineError, NetworkLoadError) keep it. */
export function failureOf(thrown: unknown): EngineFailure {
  if (!(thrown instanceof Error)) return { code: 'internal', message: String(thrown) }
  const { code } = thrown as { code?: unknown }
  if (typeof code === 'string' && codes.has(code)) return { code: code as EngineErrorCode, message: thrown.message }
  if (thrown.name === 'TrainingRefused') return { code: 'labels-refused', message: thrown.message }
  if (thrown.name === 'AbortError') return failureOf(abortedError())
  if (thrown instanceof RangeError || outOfMemory.test(thrown.message))
    return {
      code: 'out-of-memory',
      message: 'This device ran out of memory: choose a larger smallest face or a smaller picture.',
    }
  return { code: 'internal', message: `Something went wrong inside: ${thrown.message}` }
}

const codes: ReadonlySet<string> = new Set<EngineErrorCode>([
  'not-an-image',
  'picture-too-large',
  'weights-failed',
  'preset-untrained',
  'no-backend',
  'device-lost',
  'out-of-memory',
  'labels-refused',
  'aborted',
  'internal',
])
