/**
 * How a worker that has workers of its own is ended. Where such a worker is terminated while one of its own is ending, Chromium 156 can wait for
 * ever for an end that has already come: the outer one stays with all its memory, and `measureUserAgentSpecificMemory` never answers again. By
 * hand, five workers of nine threads each that end those and are terminated at once: 2 to 5 stayed, every time; with half a second between, none
 * in 50. So each worker ends its own first, waits, and says when it may go.
 */

/** ms between the end of a worker's own and the moment when it may be terminated itself. */
export const GRACE = 500
/** ms after which a worker that does not answer, as it sits in a long kernel or never started, is terminated all the same. */
export const PATIENCE = 3000

export type AskedToRetire = { readonly retire: true }
export type Retired = { readonly kind: 'retired' }

/** Ends a worker that answers with `retireOwn`. From now on its other messages are lost. Fulfils when it is terminated; never rejects. */
export function retire(worker: Worker, patience = PATIENCE): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      worker.onmessage = null
      worker.terminate()
      done()
    }
    const timer = setTimeout(end, patience)
    worker.onmessage = ({ data }: MessageEvent<Partial<Retired>>) => {
      if (data.kind === 'retired') end()
    }
    worker.onerror = (event) => event.preventDefault()
    worker.postMessage({ retire: true } satisfies AskedToRetire)
  })
}

const own = new Set<() => void | Promise<void>>()
let lastEnd = Number.NEGATIVE_INFINITY

/** Has `end` called when this worker retires. Returns what to call once it has ended before: the grace counts from then. */
export function endsWithThis(end: () => void | Promise<void>): () => void {
  own.add(end)
  return () => {
    own.delete(end)
    lastEnd = performance.now()
  }
}

/** Ends this worker's own workers. Fulfils when it may be terminated. */
export async function retireOwn(): Promise<void> {
  await Promise.all([...own].map((end) => end()))
  const rest = lastEnd + GRACE - performance.now()
  if (rest > 0) await new Promise((done) => setTimeout(done, rest))
}
