/** What Lighthouse's results say, several runs put together: medians, and each audit that is not perfect with its reason. */

/** As much of Lighthouse's own result as is read here. */
export interface LighthouseResult {
  readonly categories: Readonly<
    Record<string, { readonly score: number | null; readonly auditRefs: readonly AuditRef[] }>
  >
  readonly audits: Readonly<Record<string, Audit>>
}
interface AuditRef {
  readonly id: string
  readonly weight: number
}
interface Audit {
  readonly title: string
  readonly score: number | null
  readonly scoreDisplayMode: string
  readonly displayValue?: string | undefined
  readonly errorMessage?: string | undefined
  readonly details?: unknown
}

export interface Fault {
  readonly category: string
  readonly id: string
  readonly title: string
  /** null where the audit itself failed. */
  readonly score: number | null
  /** 0: shown by Lighthouse, not counted. */
  readonly weight: number
  readonly reason: string
}

export interface Report {
  /** Medians over the runs, 0 to 100, by category. */
  readonly scores: Readonly<Record<string, number>>
  /** Of each run, in their order. */
  readonly runs: readonly Readonly<Record<string, number>>[]
  /** Of the run in the middle by performance, the counted ones first. */
  readonly faults: readonly Fault[]
  /** Its times as Lighthouse words them, by audit. */
  readonly metrics: Readonly<Record<string, string>>
}

/** Not a judgement of the page: Lighthouse has nothing to say, or a person has to look. */
const NO_VERDICT = new Set(['notApplicable', 'manual', 'informative'])
const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'cumulative-layout-shift',
]

/** The value in the middle; of an even number, the lower of the two. NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? Number.NaN
}

/** @throws Error where a category has no score, as when the page could not be loaded */
export function scoresOf(result: LighthouseResult): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(result.categories).map(([name, { score }]) => {
      if (score === null) throw new Error(`Lighthouse gave no score for ${name}.`)
      return [name, Math.round(score * 100)]
    }),
  )
}

export function reportOf(results: readonly LighthouseResult[]): Report {
  const runs = results.map(scoresOf)
  const names = Object.keys(runs[0] ?? {})
  const scores = Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name] ?? 0))]))
  const middle = results[runs.findIndex((run) => run.performance === scores.performance)]
  if (!middle) throw new Error('There is no run to report.')
  const metrics = METRICS.map((id) => [id, middle.audits[id]?.displayValue ?? '–'])
  return { scores, runs, faults: faultsOf(middle), metrics: Object.fromEntries(metrics) }
}

/** Every audit below 1, those that count first, the worst first. */
export function faultsOf({ categories, audits }: LighthouseResult): readonly Fault[] {
  const faults: Fault[] = []
  for (const [category, { auditRefs }] of Object.entries(categories))
    for (const { id, weight } of auditRefs) {
      const audit = audits[id]
      if (!audit || NO_VERDICT.has(audit.scoreDisplayMode)) continue
      const { title, score } = audit
      if (score === null ? audit.scoreDisplayMode === 'error' : score < 1)
        faults.push({ category, id, title, score, weight, reason: reasonOf(audit) })
    }
  return faults.sort((a, b) => Number(b.weight > 0) - Number(a.weight > 0) || (a.score ?? 0) - (b.score ?? 0))
}

/** The audit's own words, and the first things that it names. */
function reasonOf({ displayValue, errorMessage, details }: Audit): string {
  const items = (details as { items?: readonly unknown[] } | undefined)?.items ?? []
  const named = items.slice(0, 3).map(nameOf).filter(Boolean)
  const more = items.length > 3 ? `and ${items.length - 3} more` : ''
  return [errorMessage, displayValue, ...named, more].filter(Boolean).join('; ')
}

/** An item of an audit's table is an address, an element, a message, or numbers alone. */
function nameOf(item: unknown): string {
  const { url, node, description, source, label } = item as Record<string, unknown>
  const selector = (node as { selector?: unknown } | undefined)?.selector
  const address = typeof url === 'string' ? url.replace(/^https?:\/\/[^/]+/, '') : undefined
  const address2 = (source as { url?: unknown } | undefined)?.url
  return [address, address2, selector, description, label].filter((part) => typeof part === 'string').join(' ')
}

/** One form factor's report as lines for a terminal. */
export function linesOf(name: string, { scores, runs, faults, metrics }: Report): readonly string[] {
  const each = (category: string) => (runs.length > 1 ? `  (${runs.map((run) => run[category]).join(', ')})` : '')
  return [
    `\n${name}`,
    ...Object.entries(scores).map(([category, score]) => `  ${category.padEnd(16)} ${score}${each(category)}`),
    `  ${Object.entries(metrics)
      .map(([id, value]) => `${id} ${value}`)
      .join(' · ')}`,
    ...faults.map(
      ({ category, id, title, score, weight, reason }) =>
        `  ${score === null ? 'failed' : score.toFixed(2)} ${category}/${id}${weight > 0 ? '' : ' (not counted)'}: ${title}${reason ? `: ${reason}` : ''}`,
    ),
  ]
}
