/**
 * Keeps the page on the device, so that it works without a network after the first visit. The page itself comes from the network
 * where there is one, its files from the device; weights are held against the build's hash each time they leave the cache. A new
 * build's worker waits until a page of the old one gives way.
 */
import { answerFile } from './answer.ts'
import { isolated } from './isolation.ts'
import { fileOfAddress, keptAtOnce, type OfflineFiles } from './offline-files.ts'

/** The build puts both in front of this file; a new build is a new worker. */
declare const OFFLINE_FILES: OfflineFiles
declare const OFFLINE_VERSION: string

const worker = self as unknown as ServiceWorkerGlobalScope
const prefix = 'specklens-page-'
const cacheName = prefix + OFFLINE_VERSION
const scope = worker.registration.scope

/** The page asks for it in the address, where its browser can still show the frame that fetches pictures. */
const isolates = new URL(worker.location.href).searchParams.has('isolate')

worker.addEventListener('install', (event) => event.waitUntil(keepAll()))

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldVersions().then(() => worker.clients.claim()))
})

worker.addEventListener('message', (event) => event.waitUntil(hear(event.data, event.ports[0])))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const response = request.method === 'GET' ? answerTo(request) : null
  if (response) event.respondWith(isolates ? response.then(isolated) : response)
})

/** What pages say to a build that waits: which build they are of, and that it shall take over. */
async function hear(word: { readonly kind?: unknown; readonly build?: unknown } | null, port?: MessagePort) {
  if (word?.kind === 'take-over') await worker.skipWaiting()
  if (word?.kind !== 'page-of') return
  const same = word.build === OFFLINE_VERSION
  port?.postMessage({ same })
  // A page that came from the network is as new as this worker: with no other one open, nobody notices the change.
  if (same && (await openPages()) <= 1) await worker.skipWaiting()
}

/** Null leaves a request to the browser. */
function answerTo(request: Request): Promise<Response> | null {
  if (request.mode === 'navigate')
    return new URL(request.url).pathname === new URL(scope).pathname ? fetch(request).catch(keptPage) : null
  const path = fileOfAddress(request.url, scope, OFFLINE_FILES)
  if (path !== null) return path === 'index.html' ? null : answer(path, request)
  return request.url.startsWith(`${scope}assets/`) ? answerOfOtherBuild(request) : null
}

/** For a page that is older than this worker, whose files the server may have no more, or newer. */
async function answerOfOtherBuild(request: Request): Promise<Response> {
  return (await caches.match(request.url).catch(() => undefined)) ?? fetch(request)
}

async function answer(path: string, request: Request): Promise<Response> {
  const open = () => caches.open(cacheName)
  const { response, fromDevice } = await answerFile(path, scope + path, OFFLINE_FILES, open, () => fetch(request))
  if (fromDevice && path.endsWith('.bin')) await tellPages({ kind: 'weights-from-device', path })
  return response
}

async function keptPage(): Promise<Response> {
  return (await (await caches.open(cacheName)).match(`${scope}index.html`)) ?? Response.error()
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName)
  for (const path of keptAtOnce(OFFLINE_FILES)) {
    const integrity = `sha256-${OFFLINE_FILES[path]?.[0]}`
    // The browser itself compares the hash; a file that does not fit ends the installation, and the next visit tries again.
    const response = await fetch(scope + path, { integrity, cache: 'no-cache' })
    if (!response.ok) throw new Error(`${path} could not be kept: the server answered ${response.status}.`)
    await cache.put(scope + path, response)
  }
}

/** Not while a second page is open: it may be of an older build, and loads its parts as they are needed. */
async function forgetOldVersions(): Promise<void> {
  if ((await openPages()) > 1) return
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name)
}

async function openPages(): Promise<number> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return pages.filter(({ url }) => url.startsWith(scope)).length
}

async function tellPages(message: object): Promise<void> {
  for (const client of await worker.clients.matchAll({ type: 'window' })) client.postMessage(message)
}
