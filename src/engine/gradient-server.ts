/** The helper's side: a worker that does nothing but compute the gradients it is asked for. */
import { presets } from '../networks/presets.ts'
import type { SharedAnswer, SharedWork } from '../training/stages/shared-work.ts'
import { GradientSource } from '../training/stages/step-gradients.ts'
import { chooseBackend } from './backend.ts'
import type { FromHelper, HelperPlace } from './gradient-helper.ts'
import { loadModels } from './load-models.ts'
import type { AskedToRetire } from './retire.ts'

interface Scope {
  onmessage: ((event: MessageEvent<{ readonly work: SharedWork } | AskedToRetire>) => void) | null
  postMessage(message: FromHelper, transfer: Transferable[]): void
}

type Answers = (work: SharedWork) => Promise<SharedAnswer>

/** Takes over the worker's messages for good. `prepare` is another one in tests. */
export async function serveGradients(scope: Scope, place: HelperPlace, prepare = prepared): Promise<void> {
  const guarded = async (make: () => Promise<readonly [FromHelper, Transferable[]]>) => {
    try {
      scope.postMessage(...(await make()))
    } catch (thrown) {
      scope.postMessage({ failed: String(thrown) }, [])
    }
  }
  await guarded(async () => {
    const answers = await prepare(place)
    scope.onmessage = ({ data }) => {
      // The worker itself hears when it is to retire.
      if (!('work' in data)) return
      const { work } = data
      void guarded(async () => {
        const answer = await answers(work)
        return [{ answer }, Object.values(answer.gradients).map(({ buffer }) => buffer)]
      })
    }
    return [{ ready: true }, []]
  })
}

async function prepared({ engine, baseUrl, threads }: HelperPlace): Promise<Answers> {
  await chooseBackend('wasm', `${baseUrl}wasm/`, [], () => {}, threads)
  const { preset, model } = engine
  const { mbfcn } = await loadModels(`${baseUrl}models/`, preset, 'mbfcn', {}, model)
  // Gradients of weights that rest are not asked for, and cost little.
  const source = new GradientSource(mbfcn, presets[preset], 'all')
  return (work) => source.answer(work)
}
