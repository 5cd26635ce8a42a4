/** What stories put in front of the engine's worker, to make it fail as devices fail. The built page itself is left alone. */
import type { Page } from '@playwright/test'

/**
 * The first workers of a page get code in front of them, one piece each; those after them are as they were built. The code sees
 * `self` before the worker listens.
 */
export async function bendWorkers(page: Page, ...pieces: readonly string[]): Promise<void> {
  const left = [...pieces]
  await page.route(/\/assets\/worker-[^/]*\.js$/, async (route) => {
    const piece = left.shift()
    if (piece === undefined) return route.continue()
    const response = await route.fetch()
    await route.fulfill({ response, body: `${piece}\n${await response.text()}` })
  })
}

/** Runs `what` in the worker when it is about to report its second tile or batch of a picture; a dead worker says nothing afterwards. */
function inTheMiddle(what: string, dead = true): string {
  return `{
    const post = self.postMessage.bind(self)
    let gone = false
    self.postMessage = (message, ...rest) => {
      if (gone && ${dead}) return
      const { kind, progress } = message
      if (!gone && kind === 'progress' && progress.done > 0 && /proposing|superResolving|scoring/.test(progress.stage)) {
        gone = true
        ${what}
      } else post(message, ...rest)
    }
  }`
}

/** The graphics device goes, as engine/device.ts reports it. */
export const loseDevice = inTheMiddle(`post({ kind: 'lost', reason: 'taken away by the story' })`)

/** An error that nobody catches ends the worker. */
export const dieSuddenly = inTheMiddle(`setTimeout(() => { throw new Error('killed by the story') })`)

/** The memory is full. */
export const runOutOfMemory = inTheMiddle(`throw new RangeError('Array buffer allocation failed')`, false)

/** Afterwards `self.wasmBytes()` in the worker says how much memory its WebAssembly holds. */
export const countWasm = `{
  const memories = new Set()
  const { instantiate, instantiateStreaming } = WebAssembly
  const note = (made) => {
    for (const part of Object.values((made.instance ?? made).exports)) if (part instanceof WebAssembly.Memory) memories.add(part)
    return made
  }
  WebAssembly.instantiate = (...given) => instantiate(...given).then(note)
  WebAssembly.instantiateStreaming = (...given) => instantiateStreaming(...given).then(note)
  self.wasmBytes = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
}`
