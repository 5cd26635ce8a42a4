/** Detects in the open pictures one after the other; the picture that is looked at goes first. */
import { createEngine } from '../../engine/client.ts'
import type { Progress } from '../../engine/protocol.ts'
import { EngineHost, type HostOptions } from './engine-host.ts'
import { failureOf } from './failure.ts'
import { inspect } from './inspect.ts'
import { findModel } from './model-store.ts'
import { type OpenedPicture, usePictures } from './picture-store.ts'
import { useQueue } from './queue-store.ts'
import { detectionSettings, LOWEST_THRESHOLD, type Settings } from './settings.ts'
import { useSettings } from './settings-store.ts'

export const host = new EngineHost(
  async () => createEngine(),
  (info) => usePictures.getState().setInfo(info),
  findModel,
)

let running: { readonly pictureId: number; readonly abort: AbortController } | null = null

export function engineOptions({ preset, backend, model }: Settings): HostOptions {
  return { preset, backend, modelId: model }
}

/** Stops the run under way; the pictures behind it go on. False where none is. */
export function cancelRun(): boolean {
  running?.abort.abort()
  return running !== null
}

/** Closes a picture, and stops its run if it has one. */
export function closePicture(id: number) {
  if (running?.pictureId === id) running.abort.abort()
  usePictures.getState().close(id)
}

/** Closes everything. */
export function closeAll() {
  running?.abort.abort()
  usePictures.getState().closeAll()
}

/** Stops the run under way and takes all that wait out of the queue; their pictures stay open. */
export function stopAll() {
  usePictures.getState().updateAll(({ status }) => status === 'waiting', { status: 'stopped' })
  cancelRun()
}

/** Puts what failed or was stopped back in the queue. */
export function retryUnfinished() {
  usePictures
    .getState()
    .updateAll(({ status }) => status === 'failed' || status === 'stopped', { status: 'waiting', failure: null })
  useQueue.getState().setPaused(false)
}

/** Puts every picture back in the queue, for instance with other settings. */
export function searchAllAgain() {
  usePictures.getState().updateAll(({ status }) => status !== 'running', { status: 'waiting', failure: null })
  useQueue.getState().setPaused(false)
}

function nextPicture(): OpenedPicture | undefined {
  if (useQueue.getState().paused) return undefined
  const { pictures, currentId } = usePictures.getState()
  const waiting = pictures.filter((picture) => picture.status === 'waiting')
  return waiting.find((picture) => picture.id === currentId) ?? waiting[0]
}

async function run(picture: OpenedPicture) {
  const { update, setJob } = usePictures.getState()
  const { settings } = useSettings.getState()
  const abort = new AbortController()
  const startedAt = performance.now()
  running = { pictureId: picture.id, abort }
  update(picture.id, { status: 'running', failure: null })
  setJob({ pictureId: picture.id, progress: null, startedAt })
  try {
    update(picture.id, { note: await inspect(picture) })
    const call = {
      signal: abort.signal,
      onProgress: (progress: Progress) => setJob({ pictureId: picture.id, progress, startedAt }),
    }
    const detection = await host.use(engineOptions(settings), call, (engine) =>
      engine.detect(picture.blob, detectionSettings(settings, LOWEST_THRESHOLD), call),
    )
    update(picture.id, { status: 'done', detection, ranWith: settings, took: performance.now() - startedAt })
  } catch (reason) {
    const failure = failureOf(abort.signal.aborted ? new DOMException('Stopped.', 'AbortError') : reason)
    update(picture.id, { status: failure.code === 'aborted' ? 'stopped' : 'failed', failure })
  } finally {
    running = null
    setJob(null)
  }
}

let busy = false

async function work() {
  if (busy) return
  busy = true
  try {
    for (let picture = nextPicture(); picture; picture = nextPicture()) await run(picture)
  } finally {
    busy = false
  }
}

/** From now on whatever is put in the queue is worked on, and the engine goes with the last picture. Returns the way to end that. */
export function startRunner(): () => void {
  void work()
  const ends = [
    usePictures.subscribe((state, before) => {
      if (state.pictures === before.pictures) return
      if (state.pictures.length === 0) host.release()
      else void work()
    }),
    useQueue.subscribe(() => void work()),
  ]
  return () => {
    for (const end of ends) end()
  }
}
