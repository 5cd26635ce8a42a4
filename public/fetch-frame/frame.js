/**
 * Fetches the one address that the user typed and hands its bytes to the page. Before that it adds a policy of its own to the
 * document: from then on the frame can reach that address and nothing else.
 */

/** Sends back `{ bytes, type }` or `{ failure, status }`; the page has the sentences. */
addEventListener('message', async (event) => {
  const port = event.ports[0]
  if (event.source !== parent || !port) return
  const { address, mostBytes } = event.data
  try {
    allowOnly(new URL(address))
    const answer = await fetch(address, { mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer' })
    if (!answer.ok) return port.postMessage({ failure: 'status', status: answer.status })
    const bytes = await read(answer, mostBytes)
    if (bytes === null) return port.postMessage({ failure: 'too-large', status: answer.status })
    port.postMessage({ bytes, type: answer.headers.get('content-type') ?? '' }, [bytes])
  } catch {
    // Browsers tell no script why: the site forbids it, it does not exist, the connection is down, or it leads elsewhere.
    port.postMessage({ failure: 'unreachable', status: 0 })
  }
})

/** @param {URL} url */
function allowOnly(url) {
  const path = url.pathname.replace(/[;,']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `default-src 'none'; connect-src ${url.origin}${path}`
  document.head.append(policy)
}

/**
 * @param {Response} answer
 * @param {number} mostBytes
 * @returns {Promise<ArrayBuffer | null>} null where it is larger than that
 */
async function read(answer, mostBytes) {
  if (Number(answer.headers.get('content-length') ?? 0) > mostBytes || !answer.body) return null
  const reader = answer.body.getReader()
  const parts = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value)
    size += part.value.length
    if (size > mostBytes) {
      await reader.cancel()
      return null
    }
  }
  return new Blob(parts).arrayBuffer()
}
