/** A second thread that computes half of each step's gradients, as a second worker does in the page where there is a second core. */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { PresetName } from '../../src/networks/preset.ts'
import type { Helper, SharedAnswer, SharedWork } from '../../src/training/stages/shared-work.ts'

/** Where the helper finds its networks: the folder of models, and the preset in it. */
export interface HelperPlace {
  readonly models: string
  readonly preset: PresetName
}

export type FromThread = { readonly ready: true } | { readonly answer: SharedAnswer }

/** Null on a single core. The study ends with the helper: it does without neither notice nor figures of half the cores. */
export async function startHelper(
  place: HelperPlace,
): Promise<(Helper & { readonly close: () => Promise<unknown> }) | null> {
  if (availableParallelism() < 2) return null
  // A thread has no loader for TypeScript until it registers one (https://tsx.is/dev-api/register-esm).
  const script = new URL('./helper-worker.ts', import.meta.url).href
  const start = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(script)})))`
  const worker = new Worker(start, { eval: true, workerData: place })
  // Rejects where the thread fails before it is ready; later its error ends the process.
  await once(worker, 'message')
  const ask = async (work: SharedWork): Promise<SharedAnswer | null> => {
    worker.postMessage(work)
    const [message] = (await once(worker, 'message')) as [FromThread]
    return 'answer' in message ? message.answer : null
  }
  return { ask, close: () => worker.terminate() }
}
