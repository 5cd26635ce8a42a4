/** One picture of the disk through a page's engine. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Detection, DetectionSettings } from '../../src/detection/face.ts'
import type { EngineFailure, MeasuringEngine } from '../../src/engine/protocol.ts'
import { EngineCallFailed } from '../browser/headless.ts'

/** Below this address of the page's own origin lie the pictures; no server knows them, the browser asks this process. */
const MOUNT = '/pictures-of-the-command-line/'

/** Lets a page fetch the files below `folder`. */
export async function servePictures(page: Page, folder: string): Promise<void> {
  await page.route(
    (url) => url.pathname.startsWith(MOUNT),
    async (route) => {
      const file = decodeURIComponent(new URL(route.request().url()).pathname.slice(MOUNT.length))
      try {
        await route.fulfill({ body: await readFile(join(folder, file)), contentType: 'application/octet-stream' })
      } catch {
        await route.fulfill({ status: 404 })
      }
    },
  )
}

/** `file` is relative to the folder of `servePictures`. @throws EngineCallFailed */
export async function detectFile(
  page: Page,
  file: string,
  { smallestFace, stage, threshold, restore }: DetectionSettings,
): Promise<Detection> {
  const url = MOUNT + file.split('/').map(encodeURIComponent).join('/')
  const settings = { smallestFace, stage, threshold, ...(restore ? { restore } : {}) }
  const answer = await page.evaluate(
    async ({ url, settings }) => {
      const response = await fetch(url)
      if (!response.ok) return { failure: { code: 'not-an-image' as const, message: 'This file cannot be read.' } }
      try {
        return { value: await (window.specklensEngine as MeasuringEngine).detect(await response.blob(), settings) }
      } catch (thrown) {
        const { code, message } = thrown as EngineFailure
        return { failure: { code, message } }
      }
    },
    { url, settings },
  )
  if (answer.failure) throw new EngineCallFailed(answer.failure)
  return answer.value
}
