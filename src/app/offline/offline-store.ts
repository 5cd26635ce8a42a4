/** Whether this page is kept on the device, and whether the networks came from there. */
import { create } from 'zustand'

interface OfflineStore {
  /** True once the page would open without a network. */
  readonly ready: boolean
  /** True once weights were read from the device instead of the network. */
  readonly weightsFromDevice: boolean
}

export const useOffline = create<OfflineStore>(() => ({ ready: false, weightsFromDevice: false }))

const PREFIX = 'specklens-page-'

/** Registers the service worker. Where the browser refuses (private window, no https) the page works on with a network. */
export async function keepPage() {
  const { serviceWorker } = navigator
  if (!serviceWorker) return
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ kind?: unknown } | null>) => {
    if (data?.kind === 'weights-from-device') useOffline.setState({ weightsFromDevice: true })
  })
  try {
    await serviceWorker.register(new URL('service-worker.js', document.baseURI))
    await serviceWorker.ready
    useOffline.setState({ ready: await hasPage() })
  } catch {
    useOffline.setState({ ready: false })
  }
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
