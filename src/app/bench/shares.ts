/** How near a measured stage came to what the device can do. */
import type { Peak, StageSpeed } from '../../engine/protocol.ts'

export interface Shares {
  readonly gigaflops: number
  /** Of the backend's own fastest kernel. */
  readonly ofBest: number
  /** Of what the adapter can do: the time that its multiply-adds or its copying would need, whichever needs longer, over the time that was needed. */
  readonly ofPossible: number
}

/** Null for a stage without networks. */
export function sharesOf({ milliseconds, gigaflop, gigabytes }: StageSpeed, peak: Peak): Shares | null {
  if (gigaflop === 0) return null
  const { peakGigaflops, multiplyAddGigaflops, copyGigabytes } = peak
  const gigaflops = (gigaflop / milliseconds) * 1000
  const copied = ((gigabytes / milliseconds) * 1000) / copyGigabytes
  const computed = gigaflops / (multiplyAddGigaflops ?? peakGigaflops)
  return { gigaflops, ofBest: gigaflops / peakGigaflops, ofPossible: Math.max(computed, copied) }
}
