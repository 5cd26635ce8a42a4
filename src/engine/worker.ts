/** The worker's entry: one call after the other, progress on the way, an answer for every id. */
import { abortedError, failureOf } from './failure.ts'
import { FinetuneSession } from './finetune-session.ts'
import { serveGradients } from './gradient-server.ts'
import type { CallMessage, FromWorker, ToWorker } from './messages.ts'
import type { Progress, TrainingEvent } from './protocol.ts'
import { retireOwn } from './retire.ts'
import { Session } from './session.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope
const controllers = new Map<number, AbortController>()
let lost = false
let queue: Promise<void> = Promise.resolve()

const onLost = (reason: string) => {
  if (lost) return
  lost = true
  answer({ kind: 'lost', reason })
}
const session = new Session(onLost)
const training = new FinetuneSession(onLost)

// Apart from the rest, which a helper gives up.
scope.addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  if (!('retire' in data)) return
  for (const controller of controllers.values()) controller.abort(abortedError())
  await retireOwn()
  answer({ kind: 'retired' })
})

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if ('retire' in data) return
  if ('abort' in data) return controllers.get(data.abort)?.abort(abortedError())
  if ('control' in data) return training.control(data.control)
  if ('help' in data) return void serveGradients(scope, data.help)
  const { id, call } = data
  const controller = new AbortController()
  controllers.set(id, controller)
  queue = queue.then(() => run(id, call, controller.signal))
}

async function run(id: number, call: CallMessage, signal: AbortSignal): Promise<void> {
  const onProgress = (progress: Progress) => answer({ id, kind: 'progress', progress })
  try {
    signal.throwIfAborted()
    const { value, transfer } = await perform(call, signal, onProgress, (event) =>
      answer({ id, kind: 'training', event }),
    )
    answer({ id, kind: 'done', value }, transfer)
  } catch (thrown) {
    // A call that breaks because its device is lost breaks before the device says so.
    if (failureOf(thrown).code === 'internal') await new Promise((done) => setTimeout(done, 100))
    if (!lost) answer({ id, kind: 'failed', failure: failureOf(thrown) })
  } finally {
    controllers.delete(id)
  }
}

async function perform(
  call: CallMessage,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  onEvent: (event: TrainingEvent) => void,
) {
  switch (call.kind) {
    case 'prepare':
      return { value: await session.prepare(call.options, call.baseUrl, call.excluded, { signal, onProgress }) }
    case 'detect':
      return { value: await session.detect(call.picture, call.pictureId, call.settings, { signal, onProgress }) }
    case 'superResolve': {
      const value = await session.superResolve(call, call.boxes, { signal, onProgress })
      const patches = value.flatMap(({ low, upsampled, refined }) => [low, upsampled, refined])
      return { value, transfer: patches.map(({ rgba }) => rgba.buffer) }
    }
    case 'heatMap': {
      const value = await session.heatMap(call, call.smallestFace, { signal, onProgress })
      return { value, transfer: value.map(({ probabilities }) => probabilities.buffer) }
    }
    case 'restore': {
      const value = await session.restore(call.picture, call.pictureId, { signal, onProgress })
      return { value, transfer: value ? [value] : [] }
    }
    case 'planTraining':
      return { value: await training.plan(call, signal, onEvent) }
    case 'finetune':
      return { value: await training.finetune(call, signal, onEvent) }
    case 'benchmark':
      return { value: await session.benchmark({ signal, onProgress }) }
    case 'benchmarkCase':
      return { value: await session.benchmarkCase(call.wanted, { signal, onProgress }) }
  }
}

function answer(message: FromWorker, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer)
}
