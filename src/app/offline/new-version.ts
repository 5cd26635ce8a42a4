/** Notices a new build of the page while it is open, and changes to it when the person says so. */

/** ms between two looks. */
const BETWEEN = 3_600_000

/** ms until the page is reloaded even where the new worker does not answer. */
const PATIENCE = 3_000

type Registration = Pick<ServiceWorkerRegistration, 'waiting' | 'installing' | 'active' | 'update'> & EventTarget

/**
 * Calls `found` when a worker waits that is of another build than this page. One that is of `build` takes over by itself, or waits for the
 * other pages.
 */
export function watchVersions(registration: Registration, build: string, found: () => void) {
  const consider = async (worker: ServiceWorker) => {
    if (await isOfOtherBuild(worker, build)) found()
  }
  const follow = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      // Where none is active this is the first: there is nothing to change from.
      if (worker.state === 'installed' && registration.active) void consider(worker)
    })
  if (registration.waiting) void consider(registration.waiting)
  follow(registration.installing)
  registration.addEventListener('updatefound', () => follow(registration.installing))
}

/** Looks for a new build now and then, while somebody looks at the page. Browsers by themselves look only when a page is opened. */
export function lookNowAndThen(registration: Registration) {
  let last = Date.now()
  const look = () => {
    if (document.hidden || Date.now() - last < BETWEEN) return
    last = Date.now()
    // Without a network there is nothing new.
    registration.update().catch(() => {})
  }
  document.addEventListener('visibilitychange', look)
  setInterval(look, BETWEEN / 4)
}

/** Lets the new build take over and reloads the page into it. */
export async function changeOver(registration: Pick<ServiceWorkerRegistration, 'waiting'> | null) {
  const waiting = registration?.waiting
  if (waiting) {
    const changed = new Promise((done) =>
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
    )
    waiting.postMessage({ kind: 'take-over' })
    await Promise.race([changed, new Promise((done) => setTimeout(done, PATIENCE))])
  }
  location.reload()
}

/** A worker that gives no answer is of no other build, as far as anyone knows. */
function isOfOtherBuild(worker: ServiceWorker, build: string): Promise<boolean> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<{ readonly same?: unknown } | null>) => {
      port1.close()
      done(data?.same === false)
    }
    worker.postMessage({ kind: 'page-of', build }, [port2])
  })
}
