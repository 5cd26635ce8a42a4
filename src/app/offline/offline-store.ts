/** Whether this page is kept on the device, and whether the networks came from there. */
import { create } from 'zustand'
import { changeOver, lookNowAndThen, watchVersions } from './new-version.ts'

interface OfflineStore {
  /** True once the page would open without a network. */
  readonly ready: boolean
  /** True once weights were read from the device instead of the network. */
  readonly weightsFromDevice: boolean
  /** True while the notice of a new build is on show. */
  readonly newVersion: boolean
}

export const useOffline = create<OfflineStore>(() => ({ ready: false, weightsFromDevice: false, newVersion: false }))

const PREFIX = 'specklens-page-'

let registration: ServiceWorkerRegistration | null = null

/** Registers the service worker. Where the browser refuses (private window, no https) the page works on with a network. */
export async function keepPage() {
  const { serviceWorker } = navigator
  if (!serviceWorker) return
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ kind?: unknown } | null>) => {
    if (data?.kind === 'weights-from-device') useOffline.setState({ weightsFromDevice: true })
  })
  try {
    registration = await serviceWorker.register(workerAddress())
    watchVersions(registration, ownBuild(), () => useOffline.setState({ newVersion: true }))
    lookNowAndThen(registration)
    await serviceWorker.ready
    useOffline.setState({ ready: await hasPage() })
  } catch {
    useOffline.setState({ ready: false })
  }
}

/** Reloads the page into the build that waits. Pictures and labels are brought back as after every reload. */
export async function changeToNewVersion() {
  await changeOver(registration)
}

/** Deletes page and networks from the device; the next visit fetches and keeps them anew. */
export async function forgetPage() {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
  const here = new URL('./', document.baseURI).href
  for (const registration of registrations) if (registration.scope === here) await registration.unregister()
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name)
  useOffline.setState({ ready: false, weightsFromDevice: false })
}

async function hasPage(): Promise<boolean> {
  return (await caches.keys()).some((name) => name.startsWith(PREFIX))
}

/** The build's name, which scripts/vite-offline.ts writes into the page. */
function ownBuild(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="specklens-build"]')?.content ?? ''
}

/**
 * From the second visit on, the worker adds the headers that let WebAssembly use several threads, on hosts that send none. A page with them
 * shows the frame that fetches pictures by address only where frames may be `credentialless`; elsewhere that frame matters more.
 */
function workerAddress(): URL {
  const isolates = 'credentialless' in HTMLIFrameElement.prototype
  return new URL(isolates ? 'service-worker.js?isolate' : 'service-worker.js', document.baseURI)
}
