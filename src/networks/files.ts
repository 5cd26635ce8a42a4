/** Static files below models/, whole and as they were built; every failure says what to do. */

/** `message` is one sentence for the user; the codes are those of the engine's protocol. */
export class NetworkLoadError extends Error {
  override readonly name = 'NetworkLoadError'
  readonly code: 'weights-failed' | 'preset-untrained'

  constructor(code: NetworkLoadError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Where files come from. */
export interface FileSource {
  /** Address of models/, with a slash at its end. */
  readonly modelsUrl: string
  readonly signal?: AbortSignal
  /** SHA-256 in hexadecimal by file, relative to models/; files that are not named are not checked. */
  readonly hashes?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

/** A JSON file below models/; null where there is none. @throws NetworkLoadError */
export async function loadJson(source: FileSource, path: string, cache: RequestCache = 'default'): Promise<unknown> {
  const response = await open(source, path, cache)
  if (response === null) return null
  try {
    return (await response.json()) as unknown
  } catch (cause) {
    throw failed(`${path} is not readable`, cause)
  }
}

/**
 * The bytes of a file of `size` bytes. `count` hears of every part. What arrives cut off or with another hash may lie like that in a cache on
 * the way: it is fetched once more past all caches. @throws NetworkLoadError, or the signal's reason
 */
export async function loadBytes(
  source: FileSource,
  path: string,
  size: number,
  count: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  for (const cache of ['default', 'reload'] as const) {
    const bytes = await read(source, path, cache, size, count)
    const expected = source.hashes?.[path]
    const damage = await damageOf(bytes, path, size, expected)
    if (damage === null) return bytes
    if (cache === 'reload') throw failed(damage)
    count(-bytes.length)
  }
  throw new Error('Unreachable: the second round returns or throws.')
}

async function damageOf(bytes: Uint8Array<ArrayBuffer>, path: string, size: number, expected: string | undefined) {
  if (bytes.length !== size) return `${path} arrived with ${bytes.length} bytes of weights instead of ${size}`
  // Without a secure context there is nothing to hash with.
  if (expected === undefined || globalThis.crypto?.subtle === undefined) return null
  return (await sha256(bytes)) === expected ? null : `${path} arrived damaged`
}

/** Reads on to the end, or to the first byte too many. */
async function read(
  source: FileSource,
  path: string,
  cache: RequestCache,
  size: number,
  count: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await open(source, path, cache)
  if (!response?.body) throw failed(`${path} is missing`)
  const parts: Uint8Array[] = []
  let length = 0
  try {
    const reader = response.body.getReader()
    for (let part = await reader.read(); !part.done && length <= size; part = await reader.read()) {
      parts.push(part.value)
      length += part.value.length
      count(part.value.length)
    }
    if (length > size) await reader.cancel()
  } catch (cause) {
    source.signal?.throwIfAborted()
    throw failed(`the connection broke while ${path} was loading`, cause)
  }
  return joined(parts)
}

async function open({ modelsUrl, signal, ...source }: FileSource, path: string, cache: RequestCache) {
  const load = source.fetch ?? fetch
  let response: Response
  try {
    response = await load(new URL(path, modelsUrl), { cache, ...(signal ? { signal } : {}) })
  } catch (cause) {
    signal?.throwIfAborted()
    throw failed(`${path} could not be reached`, cause)
  }
  if (response.status === 404) return null
  if (!response.ok) throw failed(`the server answered ${response.status} for ${path}`)
  return response
}

/** One after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function failed(what: string, cause?: unknown): NetworkLoadError {
  return new NetworkLoadError('weights-failed', `The networks could not be loaded (${what}): try again.`, { cause })
}

/** What the build says of every file of weights: `LoadRequest.hashes`. Always asked for anew, so that it is of the same build as the page. */
export async function loadHashes(source: FileSource): Promise<Readonly<Record<string, string>>> {
  return ((await loadJson(source, 'sha256.json', 'no-cache')) ?? {}) as Record<string, string>
}
