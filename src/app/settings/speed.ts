/** How fast this device was, and from that how long other settings would take. */
import { levelMegapixels, planPyramid } from '../../geometry/pyramid.ts'
import { t } from '../i18n/t.ts'
import type { Detection } from '../state/engine-types.ts'
import type { Settings } from '../state/settings.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** ms for a million pixels that the networks see, all scales together. */
export interface Speed {
  readonly propose: number
  /** Super-resolving and judging; null until a search did it. */
  readonly verify: number | null
}

/** Weight of the newest measurement. */
const NEWEST = 0.5
/** Smaller searches are over before they tell anything. */
const LEAST_MEGAPIXELS = 0.01

/** Millions of pixels that the networks see of a picture, all scales together. */
export function seenMegapixels({ width, height }: Size, smallestFace: number): number {
  return planPyramid(width, height, smallestFace).reduce((sum, level) => sum + levelMegapixels(level), 0)
}

/** The speed after one more search; `before` where the search was too small to tell. */
export function measured(detection: Detection, ranWith: Settings, before: Speed | null): Speed | null {
  const megapixels = seenMegapixels(detection, ranWith.smallestFace)
  if (megapixels < LEAST_MEGAPIXELS) return before
  const took = (...stages: string[]) =>
    detection.times.reduce((sum, { stage, milliseconds }) => sum + (stages.includes(stage) ? milliseconds : 0), 0)
  const blend = (old: number | null | undefined, now: number) =>
    old === null || old === undefined ? now : old + NEWEST * (now - old)
  const propose = blend(before?.propose, took('decode', 'propose', 'merge') / megapixels)
  if (ranWith.stage === 'mbfcn') return { propose, verify: before?.verify ?? null }
  return { propose, verify: blend(before?.verify, took('superResolve', 'classify') / megapixels) }
}

/** ms that a search would take; null where that part was never measured. */
export function expectedTime(
  speed: Speed | null,
  size: Size,
  { smallestFace, stage }: Pick<Settings, 'smallestFace' | 'stage'>,
): number | null {
  if (!speed || (stage === 'full' && speed.verify === null)) return null
  return seenMegapixels(size, smallestFace) * (speed.propose + (stage === 'full' ? (speed.verify ?? 0) : 0))
}

/** Speeds by name from what was saved; entries that are none are left out. */
export function readSpeeds(raw: unknown): Record<string, Speed> {
  const known: Record<string, Speed> = {}
  if (typeof raw !== 'object' || raw === null) return known
  for (const [key, value] of Object.entries(raw as Record<string, { propose?: unknown; verify?: unknown } | null>)) {
    const { propose, verify } = value ?? {}
    if (isTime(propose) && (verify === null || isTime(verify))) known[key] = { propose, verify }
  }
  return known
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

/** "under 1 s", "about 4 s", "about 40 s", "about 3 min". */
export function timeWords(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 1) return t('under 1 s')
  if (seconds < 9.5) return t('about {n} s', { n: Math.round(seconds) })
  if (seconds < 57) return t('about {n} s', { n: Math.round(seconds / 5) * 5 })
  return t('about {n} min', { n: Math.max(1, Math.round(seconds / 60)) })
}
