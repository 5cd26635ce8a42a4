/** What the user typed as an address, and why it could not be fetched, in words. */

export interface FrameAnswer {
  readonly bytes?: ArrayBuffer
  readonly type?: string
  readonly failure?: 'status' | 'too-large' | 'unreachable'
  readonly status?: number
}

/** Bytes; a larger file is refused. */
export const MOST_BYTES = 256e6

/** The address as a URL, https where no scheme was typed; null for anything but http and https. */
export function readAddress(text: string): URL | null {
  const typed = text.trim()
  if (typed === '' || /\s/.test(typed)) return null
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
    const known = url.protocol === 'https:' || url.protocol === 'http:'
    return known && url.username === '' && (url.hostname.includes('.') || url.hostname === 'localhost') ? url : null
  } catch {
    return null
  }
}

/** The file's name in an address, else its host. */
export function nameOfAddress(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last) || url.hostname
  } catch {
    return last
  }
}

/** One sentence with the remedy. `pageIsSecure`: the page itself came over https. */
export function addressFailure({ failure, status }: FrameAnswer, url: URL, pageIsSecure: boolean): string {
  const remedy = 'Save the picture there and open the file here.'
  if (failure === 'status')
    return status === 404
      ? `${url.hostname} has nothing at this address. Check it and try again.`
      : `${url.hostname} refused the picture (${status}). ${remedy}`
  if (failure === 'too-large') return `The file is larger than ${MOST_BYTES / 1e6} MB. ${remedy}`
  if (pageIsSecure && url.protocol === 'http:')
    return `Browsers do not let this page read unprotected http addresses. Try https, or: ${remedy.toLowerCase()}`
  return `${url.hostname} was not reached, sends its visitors elsewhere, or does not let other pages read its pictures, as most sites do not. ${remedy}`
}
