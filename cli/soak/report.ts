/** What a soak has shown, as data and in words. */
import type { Memory } from './memory.ts'
import type { Sample, SoakRun } from './run.ts'

/** Growth up to this share counts as held. */
const ALLOWED = 0.1
/** Bytes by which the JavaScript heap, small beside the rest, may grow: code that is loaded or compiled on the way. */
const ALLOWED_CODE = 2e6
/** Bytes of it that an open picture may take besides: its record, its result, its thumbnail's address. */
const ALLOWED_PER_PICTURE = 10_000
/** From where on memory is compared. */
const FIRST_PICTURES = 20
const FIRST_MINUTES = 5

const NAMES = {
  page: 'page and workers',
  process: 'process',
  wasm: 'WebAssembly',
  tensors: 'tensors',
  heap: 'JavaScript heap',
} as const satisfies Record<keyof Memory, string>
const MEASURES = Object.keys(NAMES) as (keyof Memory)[]

export interface SoakReport extends SoakRun {
  readonly from: Sample
  readonly to: Sample
  /** Share by which each measure grew between the two; null where it was not to be had. */
  readonly growth: { readonly [Measure in keyof Memory]: number | null }
  /** Bytes of JavaScript heap for each picture that was added between the two and stayed open; null where none stays. */
  readonly heapPerPicture: number | null
  /** What grew by more than it may. */
  readonly grown: readonly (keyof Memory)[]
  /** Whether there was something to compare, nothing grew, and no picture failed. */
  readonly held: boolean
}

/** Compares the 20th picture with the last; of a mixed soak the first round after five minutes (a tenth of a shorter one) with the end. */
export function soakReport(run: SoakRun): SoakReport {
  const { minutes } = run.options
  const settled = ({ pictures, minutes: at }: Sample) =>
    minutes === null ? pictures >= FIRST_PICTURES : at >= Math.min(FIRST_MINUTES, minutes / 10)
  const from = run.samples.find(settled) ?? run.samples[0]
  const to = run.samples.at(-1)
  if (!from || !to) throw new Error('The soak ended before anything was measured.')
  const growth = Object.fromEntries(
    MEASURES.map((measure) => [measure, share(from[measure], to[measure])]),
  ) as SoakReport['growth']
  /** A mixed soak closes its pictures. */
  const kept = minutes === null ? to.pictures - from.pictures : 0
  const heapPerPicture = kept > 0 ? (to.heap - from.heap) / kept : null
  const grown = MEASURES.filter((measure) => {
    if (measure === 'heap') return to.heap - from.heap > ALLOWED_CODE + kept * ALLOWED_PER_PICTURE
    return (growth[measure] ?? 0) > (measure === 'tensors' ? 0 : ALLOWED)
  })
  const held = from !== to && run.failed === 0 && grown.length === 0
  return { ...run, from, to, growth, heapPerPicture, grown, held }
}

export function soakWords({ options, from, to, growth, heapPerPicture, grown, held, failed, ...run }: SoakReport) {
  const name = (sample: Sample) =>
    options.minutes === null ? `picture ${sample.pictures}` : `minute ${sample.minutes.toFixed(1)}`
  const parts = MEASURES.map((measure) => {
    const more = growth[measure]
    const each =
      measure === 'heap' && heapPerPicture !== null ? ` (${(heapPerPicture / 1e3).toFixed(1)} kB a picture)` : ''
    return `${NAMES[measure]} ${more === null ? 'not known' : `${more >= 0 ? '+' : ''}${(more * 100).toFixed(1)} %`}${each}`
  })
  const lines = [`From ${name(from)} to ${name(to)}: ${parts.join(', ')}.`]
  if (failed > 0) lines.push(`${failed} pictures failed.`)
  if (run.messages.length > 0) lines.push(`The console had ${run.messages.length} messages, first: ${run.messages[0]}`)
  if (from === to) lines.push('There was one measurement, so nothing was compared.')
  else if (held) lines.push('Memory held.')
  else if (grown.length > 0) lines.push(`Memory did not hold: ${grown.map((measure) => NAMES[measure]).join(', ')}.`)
  return lines.join('\n')
}

function share(from: number | null, to: number | null): number | null {
  if (from === null || to === null) return null
  // With everything closed there is no engine: nothing then is as good as nothing now, and anything is growth.
  return from === to ? 0 : to / from - 1
}
