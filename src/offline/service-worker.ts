/**
 * Keeps the page on the device, so that it works without a network after the first visit. The page itself comes from the network
 * where there is one, its files from the device; weights are held against the build's hash each time they leave the cache.
 */
import { answerFile } from './answer.ts'
import { fileOfAddress, keptAtOnce, type OfflineFiles } from './offline-files.ts'

/** The build puts both in front of this file; a new build is a new worker. */
declare const OFFLINE_FILES: OfflineFiles
declare const OFFLINE_VERSION: string

const worker = self as unknown as ServiceWorkerGlobalScope
const prefix = 'specklens-page-'
const cacheName = prefix + OFFLINE_VERSION
const scope = worker.registration.scope

worker.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldVersions().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  if (request.mode === 'navigate' && new URL(request.url).pathname === new URL(scope).pathname) {
    event.respondWith(fetch(request).catch(keptPage))
    return
  }
  const path = fileOfAddress(request.url, scope, OFFLINE_FILES)
  if (path !== null && path !== 'index.html') event.respondWith(answer(path, request))
})

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

async function forgetOldVersions(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name)
}

async function tellPages(message: object): Promise<void> {
  for (const client of await worker.clients.matchAll({ type: 'window' })) client.postMessage(message)
}
