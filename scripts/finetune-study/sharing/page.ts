/** Times a step in each arrangement of workers, taking turns, so that other work on the machine meets all alike. */
import type { PresetName } from '../../../src/networks/preset.ts'
import type { FromWorker, Part, ToWorker } from './messages.ts'

export interface Timed {
  readonly name: string
  readonly workers: number
  readonly threads: number
  /** ms of every step. */
  readonly milliseconds: readonly number[]
  /** ms for which the busiest of its threads had a core in every step; empty where the system does not tell. */
  readonly onCore: readonly number[]
}

const WARM = 2

/** ms that each thread of a worker has had a core so far, by its number: what other work on the machine takes is not in it. */
declare const coreTimes: () => Promise<Readonly<Record<string, number>>>

async function started(part: Part): Promise<(step: number) => Promise<unknown>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const ask = (message: ToWorker, transfer: Transferable[] = []) =>
    new Promise<FromWorker>((done, fail) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) =>
        data.kind === 'failed' ? fail(new Error(data.reason)) : done(data)
      worker.onerror = ({ message: reason }) => fail(new Error(reason))
      worker.postMessage(message, transfer)
    })
  const ready = await ask({ start: part }, part.partner ? [part.partner] : [])
  if (ready.kind !== 'ready' || ready.threads !== part.threads)
    throw new Error(`Not ${part.threads} threads run: ${JSON.stringify(ready)}.`)
  return (step) => ask({ step })
}

async function measure(preset: PresetName, rounds: number): Promise<Timed[]> {
  const cores = navigator.hardwareConcurrency
  const { port1, port2 } = new MessageChannel()
  const arrangements: { name: string; parts: Part[] }[] = [
    { name: 'one worker, one thread', parts: [{ preset, threads: 1 }] },
    { name: `one worker, ${cores} threads`, parts: [{ preset, threads: cores }] },
    {
      name: 'two workers, one thread each',
      parts: [
        { preset, threads: 1, partner: port1 },
        { preset, threads: 1, partner: port2, serves: true },
      ],
    },
  ]
  const timed = []
  for (const { name, parts } of arrangements) {
    const others = await coreTimes()
    const steps = await Promise.all(parts.map(started))
    const threadsNow = Object.keys(await coreTimes()).filter((thread) => !(thread in others))
    timed.push({
      name,
      workers: parts.length,
      threads: (parts[0] as Part).threads,
      steps,
      own: threadsNow,
      milliseconds: [] as number[],
      onCore: [] as number[],
    })
  }
  for (let step = 0; step < WARM + rounds; step++)
    for (const one of timed) {
      const before = await coreTimes()
      const start = performance.now()
      await Promise.all(one.steps.map((make) => make(step)))
      if (step >= WARM) one.milliseconds.push(performance.now() - start)
      const after = await coreTimes()
      const had = one.own.map((thread) => (after[thread] ?? 0) - (before[thread] ?? 0))
      if (step >= WARM && had.length > 0) one.onCore.push(Math.max(...had))
    }
  return timed.map(({ steps, own, ...rest }) => rest)
}

Object.assign(window, { measure })
