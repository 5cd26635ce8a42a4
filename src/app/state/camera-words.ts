/** Why the camera did not start or stopped, with the remedy. */

/** The camera was pulled out, or the system took it away. */
export class CameraGone extends Error {
  override readonly name = 'CameraGone'
}

export function cameraFailure(reason: unknown): string {
  const name = (reason as { name?: unknown } | null)?.name
  if (name === 'CameraGone')
    return 'The camera was unplugged, or the system took it away. Connect it again and start again.'
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return 'The browser has no permission to use the camera. Allow it in the site settings beside the address, then start again.'
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return 'No camera was found. Connect one, or open a picture instead.'
  if (name === 'NotReadableError' || name === 'AbortError')
    return 'The camera is in use by another program. Close that and start again.'
  if (name === 'TypeError') return 'This page may not use a camera here: that needs https or localhost.'
  return `The camera stopped: ${reason instanceof Error ? reason.message : String(reason)}`
}

/** Results a second over the last few, from their times in ms; 0 until there are two. */
export function frameRate(times: readonly number[]): number {
  const first = times[0]
  const last = times.at(-1)
  if (first === undefined || last === undefined || last <= first) return 0
  return ((times.length - 1) * 1000) / (last - first)
}
