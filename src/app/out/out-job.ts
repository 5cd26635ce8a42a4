/** The one file that is being made, how far it is, and the way to stop it. */
import { create } from 'zustand'
import { failureOf, failureTitle } from '../state/failure.ts'
import { useMode } from '../state/mode-store.ts'

/** ms that a success stays on show. */
const SAID_FOR = 7000

export interface OutProgress {
  readonly done: number
  readonly total: number
}

interface OutJob extends OutProgress {
  readonly title: string
  readonly abort: AbortController
}

interface OutStore {
  readonly job: OutJob | null
}

export const useOut = create<OutStore>(() => ({ job: null }))

export interface OutCall {
  readonly signal: AbortSignal
  readonly onProgress: (progress: OutProgress) => void
}

/** A sentence that a person should read to its end: it stays until it is closed. */
export interface Lasting {
  readonly lasting: string
}

/**
 * Runs `work` and says its last sentence, or why it failed, to the user. One job at a time: false, and nothing done,
 * where another is under way. Resolves when the work has ended, however it ended.
 */
export async function runOut(title: string, work: (call: OutCall) => Promise<string | Lasting>): Promise<boolean> {
  if (useOut.getState().job) return false
  const abort = new AbortController()
  useOut.setState({ job: { title, done: 0, total: 0, abort } })
  const { say } = useMode.getState()
  try {
    const sentence = await work({
      signal: abort.signal,
      onProgress: (progress) => useOut.setState(({ job }) => (job ? { job: { ...job, ...progress } } : {})),
    })
    if (typeof sentence === 'string') sayForAWhile(sentence)
    else say(sentence.lasting)
  } catch (reason) {
    say(abort.signal.aborted ? 'Stopped. Nothing was saved.' : failureWords(reason))
  } finally {
    useOut.setState({ job: null })
  }
  return true
}

/** A success needs no click to go away; anything said in between stays. */
function sayForAWhile(sentence: string) {
  const { say } = useMode.getState()
  say(sentence)
  setTimeout(() => {
    if (useMode.getState().notice === sentence) say(null)
  }, SAID_FOR)
}

export function cancelOut() {
  useOut.getState().job?.abort.abort()
}

function failureWords(reason: unknown): string {
  const { code, message } = failureOf(reason)
  return code === 'internal' ? `That did not work: ${message}` : `${failureTitle(code)}. ${message}`
}
