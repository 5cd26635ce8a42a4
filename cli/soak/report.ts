/** What a soak has shown, as data and in words. */
import type { Memory } from './memory.ts'
import type { Sample, SoakRun } from './run.ts'

/** Growth up to this share counts as held. */
const ALLOWED = 0.1
/** From where on memory is compared. */
const FIRST_PICTURES = 20
const FIRST_MINUTES = 5

export interface SoakReport extends SoakRun {
  readonly from: Sample
  readonly to: Sample
  /** Share by which each measure grew between the two; null where it was not to be had. */
  readonly growth: { readonly [Measure in keyof Memory]: number | null }
  /** Whether each grew by a tenth at most, and no picture failed. */
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
  const growth = {
    heap: share(from.heap, to.heap),
    page: share(from.page, to.page),
    process: share(from.process, to.process),
  }
  const held = run.failed === 0 && Object.values(growth).every((grown) => grown === null || grown <= ALLOWED)
  return { ...run, from, to, growth, held }
}

export function soakWords({ options, from, to, growth, held, failed, messages }: SoakReport): string {
  const name = (sample: Sample) =>
    options.minutes === null ? `picture ${sample.pictures}` : `minute ${sample.minutes.toFixed(1)}`
  const named = { heap: 'JavaScript heap', page: 'page and workers', process: 'process' } as const
  const parts = (['heap', 'page', 'process'] as const).map((measure) => {
    const grown = growth[measure]
    return `${named[measure]} ${grown === null ? 'not known' : `${grown >= 0 ? '+' : ''}${(grown * 100).toFixed(1)} %`}`
  })
  const lines = [`From ${name(from)} to ${name(to)}: ${parts.join(', ')}.`]
  if (from === to) lines.push('There was one measurement, so this compares nothing.')
  if (failed > 0) lines.push(`${failed} pictures failed.`)
  if (messages.length > 0) lines.push(`The console had ${messages.length} messages, first: ${messages[0]}`)
  lines.push(held ? 'Memory held: no more than a tenth was added.' : 'Memory did not hold.')
  return lines.join('\n')
}

function share(from: number | null, to: number | null): number | null {
  return from === null || to === null || from === 0 ? null : to / from - 1
}
