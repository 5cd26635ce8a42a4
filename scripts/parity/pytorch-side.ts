/** Runs the PyTorch half of the parity test once and reads what it wrote. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Stored {
  readonly file: string
  readonly shape: readonly number[]
}

export interface NetworkCase {
  readonly preset: 'tiny' | 'compact'
  readonly network: 'mbfcn' | 'generator' | 'discriminator'
  readonly training: boolean
  readonly input: Stored
  readonly outputs: readonly Stored[]
  /** Moving statistics by weight name after the training pass. */
  readonly moving: Readonly<Record<string, Stored>>
}

export interface Cases {
  readonly networks: readonly NetworkCase[]
  readonly resampling: {
    readonly picture: Stored
    readonly boxes: readonly (readonly [number, number, number, number])[]
    readonly context: number
    readonly patches: readonly { readonly side: number; readonly values: Stored }[]
    readonly enlarged: {
      readonly tile: Stored
      readonly by: readonly { readonly factor: number; readonly values: Stored }[]
    }
    readonly halved: Stored
  }
}

export interface PytorchSide<C = Cases> {
  readonly folder: string
  readonly cases: C
  floats(stored: Stored): Float32Array<ArrayBuffer>
  bytes(stored: Stored): Uint8Array<ArrayBuffer>
  dispose(): void
}

/** `module` is run with a folder to write into and the folder of models. @throws Error with what Python printed */
export function askPytorch<C = Cases>(python: string, module = 'pretraining.tests.parity'): PytorchSide<C> {
  const root = join(import.meta.dirname, '..', '..')
  const folder = mkdtempSync(join(tmpdir(), 'specklens-parity-'))
  const dispose = () => rmSync(folder, { recursive: true, force: true })
  const threads = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' }
  const result = spawnSync(python, ['-m', module, folder, join(root, 'models')], {
    cwd: root,
    env: { ...process.env, ...threads, PYTHONPATH: root },
    encoding: 'utf8',
  })
  if (result.status !== 0) {
    dispose()
    throw new Error(`The PyTorch side failed: ${result.error?.message ?? result.stderr}`)
  }
  // A copy starts at offset 0, as Float32Array needs.
  const bytes = ({ file }: Stored) => new Uint8Array(readFileSync(join(folder, file)))
  return {
    folder,
    cases: JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as C,
    floats: (stored) => new Float32Array(bytes(stored).buffer),
    bytes,
    dispose,
  }
}

/** Largest difference of two arrays, over the range of `expected`; and the latter's standard deviation. */
export function compare(actual: ArrayLike<number>, expected: ArrayLike<number>) {
  if (actual.length !== expected.length) throw new Error(`${actual.length} values instead of ${expected.length}.`)
  let difference = 0
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  let sum = 0
  let squares = 0
  for (let index = 0; index < expected.length; index++) {
    const value = expected[index] as number
    const apart = Math.abs((actual[index] as number) - value)
    // Also true for NaN, which no comparison would find.
    if (!(apart <= difference)) difference = apart
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
    sum += value
    squares += value * value
  }
  const mean = sum / expected.length
  const deviation = Math.sqrt(Math.max(0, squares / expected.length - mean * mean))
  return { difference, relative: difference / (highest - lowest), deviation }
}
