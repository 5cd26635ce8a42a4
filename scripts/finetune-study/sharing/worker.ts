/** A training step of MB-FCN on wasm as the page's worker makes it, alone or with a helper; or that helper. */
import * as tf from '@tensorflow/tfjs-core'
import { Picture, sourceOf } from '../../../src/detection/picture.ts'
import { startWasm } from '../../../src/engine/start-wasm.ts'
import { loadNetworks } from '../../../src/networks/load.ts'
import { presets } from '../../../src/networks/presets.ts'
import { Adam } from '../../../src/training/adam.ts'
import { MovingAverage } from '../../../src/training/average.ts'
import { clipNorm } from '../../../src/training/gradients.ts'
import { Pull } from '../../../src/training/pull.ts'
import { cropper } from '../../../src/training/samples/crops.ts'
import type { Labelled } from '../../../src/training/samples/labelled.ts'
import { defaultSettings, type ProposalSettings } from '../../../src/training/settings.ts'
import type { Helper, SharedAnswer, SharedWork } from '../../../src/training/stages/shared-work.ts'
import { GradientSource } from '../../../src/training/stages/step-gradients.ts'
import type { FromWorker, Part, ToWorker } from './messages.ts'

const base = new URL('../', self.location.href).href
let stepOf: ((step: number) => Promise<void>) | null = null

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  try {
    if ('start' in data) {
      const threads = await startWasm(`${base}wasm/`, data.start.threads)
      stepOf = await prepare(data.start)
      self.postMessage({ kind: 'ready', threads } satisfies FromWorker)
    } else {
      await stepOf?.(data.step)
      self.postMessage({ kind: 'stepped' } satisfies FromWorker)
    }
  } catch (thrown) {
    self.postMessage({ kind: 'failed', reason: String(thrown) } satisfies FromWorker)
  }
}

async function prepare({ preset, partner, serves }: Part): Promise<(step: number) => Promise<void>> {
  const { models } = await loadNetworks({ modelsUrl: `${base}models/`, preset, networks: ['mbfcn'] })
  const settings = defaultSettings.mbfcn as ProposalSettings
  const source = new GradientSource(models[0] as (typeof models)[number], presets[preset], settings.scope)
  if (partner && serves) {
    partner.onmessage = async ({ data }: MessageEvent<SharedWork>) => partner.postMessage(await source.answer(data))
    return async () => {}
  }
  const { variables } = source
  const [adam, average, pull] = [new Adam(variables), new MovingAverage(variables, 0.97), new Pull(variables, null)]
  const crops = cropper(scenes(), settings.cropSize)
  const helper = partner ? helperBehind(partner) : null
  return async (step) => {
    const gradients = clipNorm(await source.ofStep(1, settings, crops, step, helper), 5)
    adam.apply(gradients, 1e-5)
    pull.apply(settings.pull)
    average.update()
    tf.dispose([...gradients.values()])
  }
}

function helperBehind(port: MessagePort): Helper {
  return {
    ask: (work) =>
      new Promise((done) => {
        port.onmessage = ({ data }: MessageEvent<SharedAnswer>) => done(data)
        port.postMessage(work)
      }),
  }
}

/** Grey noise with bright squares for faces: what is in a picture costs no time. */
function scenes(): Labelled[] {
  const [width, height] = [512, 384]
  return Array.from({ length: 5 }, (_, index) => {
    const data = new Uint8ClampedArray(width * height * 4).map((_, at) => 60 + ((at * (7 + index)) % 41))
    const faces = Array.from({ length: 30 }, (_, face) => {
      const side = 8 + 4 * (face % 6)
      const box = { x: 10 + 80 * (face % 6), y: 10 + 72 * Math.floor(face / 6), width: side, height: side }
      for (let y = box.y; y < box.y + side; y++)
        for (let x = box.x; x < box.x + side; x++) data.fill(200, (y * width + x) * 4, (y * width + x) * 4 + 3)
      return { box, ignored: false }
    })
    return { name: `${index}`, picture: new Picture(sourceOf({ width, height, data })), faces }
  })
}
