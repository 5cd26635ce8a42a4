/** What the page's main thread does, task by task, as the browser's own trace tells it. */
import type { Browser, Page } from '@playwright/test'

export interface Task {
  /** ms by the clock; on a machine that does other things it has their turns in it. */
  readonly lasted: number
  /** ms of processor time, which other programs do not lengthen. */
  readonly computed: number
  /** What took most of it, for whoever has to mend it. */
  readonly inside: string
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** µs */
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: {
    readonly src_func?: string
    readonly data?: Readonly<Record<string, unknown>>
  }
}

const MARK = 'specklens-main-thread'
const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'devtools',
  'blink.user_timing',
  'v8',
]
const TASK = 'RunTask'
/** A command of the story's: asking for an element, handing a file over. Only the events that the page hears in it are the page's own. */
const COMMAND = 'DevToolsSession::DispatchProtocolCommand'
const HEARD = 'EventDispatch'

/** From now on, navigation included. The function returned ends it and gives every task of at least `shortest` ms by the clock. */
export async function traceMainThread(page: Page, shortest: number): Promise<() => Promise<readonly Task[]>> {
  const browser = page.context().browser() as Browser
  await browser.startTracing(page, { categories: CATEGORIES })
  return async () => {
    // Tells which of the browser's threads it is.
    await page.evaluate((mark) => performance.mark(mark), MARK)
    const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] }
    return tasksOf(trace.traceEvents, shortest)
  }
}

/** @throws Error where the trace does not tell processor time, or not which thread is the page's */
export function tasksOf(events: readonly TraceEvent[], shortest: number): readonly Task[] {
  const mark = events.find(({ name }) => name === MARK)
  if (!mark) throw new Error('The trace lacks the page’s own mark.')
  const own = events.filter(
    ({ pid, tid, ph, dur = 0 }) => pid === mark.pid && tid === mark.tid && ph === 'X' && dur > 50,
  )
  const tasks = own.filter(({ name }) => name === TASK)
  if (tasks.every(({ tdur }) => tdur === undefined)) throw new Error('The trace has no processor times.')
  return tasks
    .filter(({ dur = 0 }) => dur >= shortest * 1000)
    .map((task) => {
      const nested = within(own, task)
      const commands = nested.filter(({ name }) => name === COMMAND)
      const heard = commands.flatMap((command) => within(nested, command).filter(({ name }) => name === HEARD))
      const part = (time: (event: TraceEvent) => number) => {
        const rest = time(task) - commands.reduce((sum, command) => sum + time(command), 0)
        return Math.max(rest, ...heard.map(time)) / 1000
      }
      const inside = nested.sort((a, b) => processor(b) - processor(a)).slice(0, 6)
      return { lasted: part(clock), computed: part(processor), inside: inside.map(words).join(', ') }
    })
    .filter(({ lasted }) => lasted >= shortest)
}

const clock = ({ dur = 0 }: TraceEvent) => dur
const processor = ({ dur = 0, tdur = dur }: TraceEvent) => tdur

function within(events: readonly TraceEvent[], outer: TraceEvent): TraceEvent[] {
  const end = outer.ts + clock(outer)
  return events.filter((event) => event !== outer && event.ts >= outer.ts && event.ts + clock(event) <= end)
}

function words(event: TraceEvent): string {
  const { name, args } = event
  const { functionName, type, url, lineNumber, columnNumber } = args?.data ?? {}
  const file = typeof url === 'string' && url ? ` ${url.split('/').at(-1)}:${lineNumber}:${columnNumber}` : ''
  return `${name} ${[args?.src_func, functionName, type].filter(Boolean).join(' ')}${file} ${(processor(event) / 1000).toFixed(0)} ms`
}
