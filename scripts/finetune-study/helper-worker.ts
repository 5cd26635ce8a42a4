/** The helper's side, in a thread of its own: gradients of MB-FCN at the weights that it is told. */
import { parentPort, workerData } from 'node:worker_threads'
import { presets } from '../../src/networks/presets.ts'
import type { SharedWork } from '../../src/training/stages/shared-work.ts'
import { GradientSource } from '../../src/training/stages/step-gradients.ts'
import type { FromThread, HelperPlace } from './helper.ts'
import { loadPreset, startWasm } from './networks.ts'

const { models, preset } = workerData as HelperPlace
const say = (message: FromThread) => parentPort?.postMessage(message)

await startWasm()
const { networks } = await loadPreset(models, preset, 'mbfcn')
const source = new GradientSource(networks.mbfcn, presets[preset], 'all')
// One message at a time: the asker waits for each answer.
parentPort?.on('message', async (work: SharedWork) => say({ answer: await source.answer(work) }))
say({ ready: true })
