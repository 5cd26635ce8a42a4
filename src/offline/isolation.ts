/** Lets the page use several threads on a host that sends no headers of its own. */

/** As scripts/isolation.mjs sends them; the page has nothing from other origins, so the strict form costs nothing. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const

/** The answer with the headers that isolate a page or a worker; those of the host stay as they are. The answer given is used up. */
export function isolated(response: Response): Response {
  // A redirection that the browser itself will follow, or no answer at all: neither may be made anew.
  if (response.status === 0) return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(HEADERS)) if (!headers.has(name)) headers.set(name, value)
  const { status, statusText } = response
  return new Response(response.body, { status, statusText, headers })
}
