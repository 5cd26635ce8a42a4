/** At which times a video's frames lie. Browsers tell neither their number nor their rate, so both are worked out. */

/** Taken where a video shows too few frames to tell. */
export const USUAL_RATE = 30
const HIGHEST_RATE = 240

/**
 * Frames a second from the times (s) of frames that were shown one after the other. Frames that were dropped in between make
 * some steps longer, so a short step counts, though not the shortest, which may be jitter. USUAL_RATE below three frames.
 */
export function rateOfTimes(times: readonly number[]): number {
  const steps = times.flatMap((time, at) =>
    at > 0 && time > (times[at - 1] ?? 0) ? [time - (times[at - 1] ?? 0)] : [],
  )
  steps.sort((a, b) => a - b)
  const step = steps[Math.floor(steps.length / 4)]
  return step === undefined || steps.length < 2 ? USUAL_RATE : Math.min(HIGHEST_RATE, 1 / step)
}

export interface FrameTime {
  /** From 0. */
  readonly frame: number
  /** s, in the middle of the frame's time on show, so that rounding never hits its neighbour. */
  readonly time: number
}

/** Every `every`-th frame from the first on. `duration` in s, `rate` in frames a second. */
export function frameTimes(duration: number, rate: number, every: number): FrameTime[] {
  const frames = Math.max(1, Math.floor(duration * rate + 0.01))
  const times: FrameTime[] = []
  for (let frame = 0; frame < frames; frame += Math.max(1, Math.round(every)))
    times.push({ frame, time: Math.min((frame + 0.5) / rate, duration) })
  return times
}

/** "0:07.4", "12:05.0", "1:02:03.0". */
export function clock(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10))
  const whole = Math.floor(tenths / 10)
  const pad = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const head = hours > 0 ? `${hours}:${pad(minutes)}` : String(minutes)
  return `${head}:${pad(whole % 60)}.${tenths % 10}`
}
