/** Fetches a picture by its address in a helper frame, since this page's own policy reaches no other site at all. */
import { addressFailure, type FrameAnswer, MOST_BYTES, nameOfAddress } from './address.ts'
import type { FoundPicture } from './found.ts'

/** ms until a site that sends nothing is given up. */
const PATIENCE = 60_000

/** Resolves to the picture; rejects with an Error whose message is a sentence for the user. The frame lives only that long. */
export async function fetchAddress(url: URL): Promise<FoundPicture> {
  const frame = document.createElement('iframe')
  frame.hidden = true
  // No allow-same-origin: the frame has an origin of its own, without this page's storage or any site's cookies.
  frame.setAttribute('sandbox', 'allow-scripts')
  // Where the service worker isolates this page, a frame without the host's headers is shown only with this promise.
  frame.setAttribute('credentialless', '')
  frame.title = 'Fetches one picture'
  frame.src = new URL('fetch-frame/index.html', document.baseURI).href
  try {
    await new Promise((done, fail) => {
      frame.onload = done
      frame.onerror = fail
      document.body.append(frame)
    })
    const answer = await ask(frame, url)
    if (!answer.bytes) throw new Error(addressFailure(answer, url, location.protocol === 'https:'))
    return { name: nameOfAddress(url), blob: new Blob([answer.bytes], { type: answer.type ?? '' }) }
  } finally {
    frame.remove()
  }
}

function ask(frame: HTMLIFrameElement, url: URL): Promise<FrameAnswer> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(() => done({ failure: 'unreachable' }), PATIENCE)
    port1.onmessage = ({ data }: MessageEvent<FrameAnswer>) => {
      clearTimeout(timer)
      port1.close()
      done(data)
    }
    // An origin of its own has no name that could be asked for; the frame was made here and is this document's child.
    frame.contentWindow?.postMessage({ address: url.href, mostBytes: MOST_BYTES }, '*', [port2])
  })
}
