/** Waiting for somebody to look at the tab. */

/** 'on' at once where the tab is in sight; 'anew' once it came back in sight. Rejects with the signal's reason when it fires before. */
export async function whileVisible(signal: AbortSignal): Promise<'on' | 'anew'> {
  if (!document.hidden) return 'on'
  await untilVisible(signal)
  return 'anew'
}

/** Resolves as soon as the tab is in sight; rejects with the signal's reason when it fires before. */
function untilVisible(signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    if (!document.hidden) return done()
    const end = new AbortController()
    const look = () => {
      if (document.hidden) return
      end.abort()
      done()
    }
    document.addEventListener('visibilitychange', look, { signal: end.signal })
    const give = () => {
      end.abort()
      fail(signal.reason)
    }
    signal.addEventListener('abort', give, { once: true, signal: end.signal })
  })
}
