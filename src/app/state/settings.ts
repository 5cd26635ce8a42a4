/** What the user may choose, its defaults, and how it is read from a saved object or from the address. */
import type { BackendChoice, DetectionSettings, PresetName } from './engine-types.ts'

export interface Settings {
  readonly preset: PresetName
  /** Id of one of the user's own models of that preset; null: the weights that ship. Stays on this device. */
  readonly model: string | null
  readonly backend: BackendChoice
  /** px of the picture. */
  readonly smallestFace: number
  /** Faces below this score are hidden; acts without a new run. */
  readonly threshold: number
  readonly stage: DetectionSettings['stage']
  /** Noise, motion blur and darkness are taken out of a picture before it is searched; false leaves it to the model. */
  readonly restore: boolean
}

export const PRESETS: readonly PresetName[] = ['compact', 'tiny', 'paper']
export const BACKENDS: readonly BackendChoice[] = ['auto', 'webgpu', 'wasm', 'webgl']
export const STAGES: readonly DetectionSettings['stage'][] = ['full', 'mbfcn']
export const SMALLEST_FACE = { min: 3, max: 64 } as const
/** The engine is asked for everything down to here, so that the slider never needs a new run. */
export const LOWEST_THRESHOLD = 0.02
export const HIGHEST_THRESHOLD = 0.99

export const DEFAULT_SETTINGS: Settings = {
  preset: 'compact',
  model: null,
  backend: 'auto',
  smallestFace: 4,
  threshold: 0.5,
  stage: 'full',
  restore: false,
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((name) => name === value) ?? otherwise
}

function within(min: number, max: number, value: unknown, otherwise: number): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : otherwise
}

/** An address has words, a saved object booleans. */
function flag(value: unknown, otherwise: boolean): boolean {
  return value === true || value === 'true' || (value !== false && value !== 'false' && otherwise)
}

/** Takes every field of `raw` that is valid and the rest from `base`; numbers are clamped to their range. */
export function readSettings(raw: unknown, base: Settings = DEFAULT_SETTINGS): Settings {
  const fields = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  return {
    preset: oneOf(PRESETS, fields.preset, base.preset),
    model: fields.model === null || typeof fields.model === 'string' ? fields.model : base.model,
    backend: oneOf(BACKENDS, fields.backend, base.backend),
    smallestFace: within(SMALLEST_FACE.min, SMALLEST_FACE.max, fields.smallestFace, base.smallestFace),
    threshold: within(LOWEST_THRESHOLD, HIGHEST_THRESHOLD, fields.threshold, base.threshold),
    stage: oneOf(STAGES, fields.stage, base.stage),
    restore: flag(fields.restore, base.restore),
  }
}

/** Settings of an address such as `?preset=tiny&threshold=0.3`; what it does not name comes from `base`. A preset is the one that ships. */
export function settingsOfAddress(query: string, base: Settings): Settings {
  const { model: _stranger, ...named } = Object.fromEntries(new URLSearchParams(query))
  return readSettings(named.preset === undefined ? named : { ...named, model: null }, base)
}

/** Settings as an address carries them: all but the own model, which no other device has, so that what the receiver had chosen does not mix in. */
export function settingsQuery({ model: _own, ...settings }: Settings): string {
  return new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)])).toString()
}

/** A query without the names of settings; what else it has stays. */
export function withoutSettings(query: string): string {
  const rest = new URLSearchParams(query)
  for (const name of Object.keys(DEFAULT_SETTINGS)) rest.delete(name)
  return rest.size > 0 ? `?${rest}` : ''
}

/** True where a result that was made with `before` cannot be shown for `after`: everything but the threshold. */
export function needsNewRun(before: Settings, after: Settings): boolean {
  return (
    before.preset !== after.preset ||
    before.model !== after.model ||
    before.backend !== after.backend ||
    before.smallestFace !== after.smallestFace ||
    before.stage !== after.stage ||
    before.restore !== after.restore
  )
}

/** What the engine is asked for with a still picture. */
export function detectionSettings({ smallestFace, stage, restore }: Settings, threshold: number): DetectionSettings {
  return { smallestFace, stage, threshold, ...(restore ? { restore: 'always' } : {}) }
}
