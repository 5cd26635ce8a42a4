/** Runs detection where no predictions were given, and hands over a folder that is removed afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface DetectionChoice {
  readonly images: string
  readonly preset: string
  readonly backend: string
  readonly smallestFace: number
  readonly stage: 'mbfcn' | 'full'
  readonly threshold: number
}

/** Detects in every picture, calls `use` with the folder of predictions and how many pictures failed, and cleans up. */
export async function withDetections<Result>(
  choice: DetectionChoice,
  use: (predictions: string, failed: number) => Result,
): Promise<Result> {
  const out = mkdtempSync(join(tmpdir(), 'specklens-evaluate-'))
  try {
    // Loaded only here: it brings a browser along, which reading finished predictions does not need.
    const { detectFolder } = await import('../detect/run.ts')
    const onPicture = (done: number, total: number, name: string) => console.error(`${done}/${total} ${name}`)
    const { failed } = await detectFolder({ ...choice, out, onPicture })
    for (const { file, reason } of failed) console.error(`Not detected: ${file}: ${reason}`)
    return use(out, failed.length)
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
