/** A host in front of the stories' server whose build can be changed, as a deployment does it. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HostOfBuilds {
  /** Ends with a slash. */
  readonly url: string
  /** From now on the page and its service worker are of another build with this name; their parts are the same. */
  deploy(build: string): void
  close(): Promise<void>
}

/** Hands on what `origin` serves. */
export async function hostOfBuilds(origin: string): Promise<HostOfBuilds> {
  let build: string | null = null
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', origin).pathname.slice(1)
    const answer = await fetch(origin + path)
    let body: Buffer = Buffer.from(await answer.arrayBuffer())
    if (build !== null && path === '') body = Buffer.from(named(body.toString(), build))
    if (build !== null && path === 'index.html') body = Buffer.from(named(body.toString(), build))
    if (build !== null && path === 'service-worker.js') {
      const html = named(await (await fetch(`${origin}index.html`)).text(), build)
      body = Buffer.from(workerOf(body.toString(), build, html))
    }
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      'cache-control': 'no-cache',
    })
    response.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    deploy: (name) => {
      build = name
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function named(html: string, build: string): string {
  return replaced(html, /(name="specklens-build" content=")\w+/, `$1${build}`)
}

/** The worker's list names the hash of the page, which the browser checks. */
function workerOf(code: string, build: string, html: string): string {
  const hash = createHash('sha256').update(html).digest('base64')
  const page = `"index.html":["${hash}",${Buffer.byteLength(html)}]`
  return replaced(
    replaced(code, /OFFLINE_VERSION="\w+"/, `OFFLINE_VERSION="${build}"`),
    /"index\.html":\["[^"]+",\d+\]/,
    page,
  )
}

function replaced(text: string, what: RegExp, by: string): string {
  if (!what.test(text)) throw new Error(`The build has no ${what.source}.`)
  return text.replace(what, by)
}
