import { expect, test, vi } from 'vitest'
import { watchVersions } from './new-version.ts'

/** A worker of `build`, as the browser shows it to the page; it answers as service-worker.ts does. */
class FakeWorker extends EventTarget {
  state: ServiceWorkerState = 'installing'
  readonly #build: string

  constructor(build: string) {
    super()
    this.#build = build
  }

  postMessage({ build }: { readonly build: string }, [port]: readonly MessagePort[]) {
    port?.postMessage({ same: build === this.#build })
  }

  become(state: ServiceWorkerState) {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

class FakeRegistration extends EventTarget {
  active: ServiceWorker | null = null
  waiting: ServiceWorker | null = null
  installing: ServiceWorker | null = null
  update = async () => this as unknown as ServiceWorkerRegistration

  find(worker: FakeWorker) {
    this.installing = worker as unknown as ServiceWorker
    this.dispatchEvent(new Event('updatefound'))
  }
}

const worker = (build: string) => new FakeWorker(build) as unknown as ServiceWorker

/** Messages between ports take a few turns. */
const turns = () => new Promise((done) => setTimeout(done, 20))

test('a build that comes while the page is open is told once it waits', async () => {
  const registration = Object.assign(new FakeRegistration(), { active: worker('old') })
  const found = vi.fn()
  watchVersions(registration, 'old', found)
  const next = new FakeWorker('new')
  registration.find(next)
  await turns()
  expect(found).not.toHaveBeenCalled()
  next.become('installed')
  await vi.waitFor(() => expect(found).toHaveBeenCalledOnce())
})

test('one that was waiting or on its way when the page opened is told too', async () => {
  const found = vi.fn()
  watchVersions(Object.assign(new FakeRegistration(), { waiting: worker('new') }), 'old', found)
  await vi.waitFor(() => expect(found).toHaveBeenCalledOnce())
  const next = new FakeWorker('new')
  const registration = { active: worker('old'), installing: next as unknown as ServiceWorker }
  watchVersions(Object.assign(new FakeRegistration(), registration), 'old', found)
  next.become('installed')
  await vi.waitFor(() => expect(found).toHaveBeenCalledTimes(2))
})

test('a page that came from the network is told nothing of its own build, nor is a first visit', async () => {
  const found = vi.fn()
  watchVersions(Object.assign(new FakeRegistration(), { waiting: worker('new') }), 'new', found)
  const first = new FakeRegistration()
  watchVersions(first, 'old', found)
  const next = new FakeWorker('new')
  first.find(next)
  next.become('installed')
  await turns()
  expect(found).not.toHaveBeenCalled()
})
