/** Detects faces in every picture of a folder with the built engine, several pages at a time. */
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import type { Page } from '@playwright/test'
import type { EngineInfo, EngineOptions } from '../../src/engine/protocol.ts'
import { writeWiderPredictions } from '../../src/formats/wider.ts'
import { EngineCallFailed, openHeadless, prepareEngine } from '../browser/headless.ts'
import { detectFile, servePictures } from './detect-file.ts'
import { findPictures } from './find-pictures.ts'

export interface DetectFolderOptions {
  readonly images: string
  /** Folder for OUT/same/relative/path.txt in WIDER's prediction format. */
  readonly out: string
  readonly preset: string
  readonly backend: string
  readonly smallestFace: number
  readonly stage: 'mbfcn' | 'full'
  readonly threshold: number
  /** Absent: as the preset was fitted. */
  readonly restore?: 'always'
  /** Called once a picture, failed ones included. */
  readonly onPicture?: (done: number, total: number, name: string) => void
  readonly onInfo?: (info: EngineInfo) => void
}

export interface DetectFolderResult {
  readonly pictures: number
  readonly faces: number
  readonly failed: readonly { readonly file: string; readonly reason: string }[]
}

/** More pages than this gain nothing: on a GPU one feeds it while the other reads back. */
const MOST_PAGES = 2

/** @throws Error where nothing can be detected at all: no pictures, no browser, no backend, no trained networks */
export async function detectFolder(options: DetectFolderOptions): Promise<DetectFolderResult> {
  const files = await findPictures(options.images)
  if (files.length === 0) throw new Error(`There is no picture in ${options.images}.`)
  const browser = await openHeadless({ software: options.backend === 'webgpu' })
  const failed: { file: string; reason: string }[] = []
  let faces = 0
  let done = 0
  let next = 0
  const work = async (page: Page) => {
    for (let file = files[next++]; file !== undefined; file = files[next++]) {
      try {
        const detection = await detectFile(page, file, options)
        faces += detection.faces.length
        await writePrediction(options.out, file, detection.faces)
      } catch (error) {
        if (!(error instanceof EngineCallFailed) || error.code === 'weights-failed') throw error
        failed.push({ file, reason: error.message })
      }
      options.onPicture?.(++done, files.length, file)
    }
  }
  try {
    // One thread a page: the pages share the cores already.
    const engine = {
      preset: options.preset,
      backend: options.backend,
      stage: options.stage,
      threads: 1,
    } as EngineOptions
    const first = await openEngine(browser.openPage, options.images, engine)
    options.onInfo?.(first.info)
    // On wasm each page takes one core.
    const count = Math.min(MOST_PAGES, files.length, Math.max(1, availableParallelism()))
    const others = Array.from({ length: count - 1 }, async () => {
      const { page } = await openEngine(browser.openPage, options.images, engine)
      await work(page)
    })
    await Promise.all([work(first.page), ...others])
  } finally {
    await browser.close()
  }
  return { pictures: files.length, faces, failed: failed.sort((a, b) => (a.file < b.file ? -1 : 1)) }
}

async function openEngine(openPage: () => Promise<Page>, images: string, engine: EngineOptions) {
  const page = await openPage()
  await servePictures(page, images)
  return { page, info: await prepareEngine(page, engine) }
}

async function writePrediction(
  out: string,
  file: string,
  faces: readonly Parameters<typeof writeWiderPredictions>[1][number][],
): Promise<void> {
  const stem = file.slice(0, file.length - extname(file).length)
  const target = join(out, `${stem}.txt`)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, writeWiderPredictions(basename(stem), faces))
}
