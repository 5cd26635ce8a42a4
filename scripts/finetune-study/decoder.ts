/** Pictures in and out of memory with a browser's own codecs, which are the page's. */
import { readFile } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import type { Rgba } from '../../src/geometry/resample.ts'
import { findBrowser } from '../browser.mjs'
import { hardwareFlags } from '../browser-flags.mjs'

export interface Decoder {
  /** EXIF orientation applied. @throws Error where the file is no picture */
  decode(file: string): Promise<Rgba>
  /** What JPEG of a quality from 0 to 1 gives back. */
  throughJpeg(picture: Rgba, quality: number): Promise<Rgba>
  close(): Promise<void>
}

interface Sent {
  readonly width: number
  readonly height: number
  /** Base64 of RGBA. */
  readonly data: string
}

/** Starts a browser; `close` ends it. */
export async function openDecoder(): Promise<Decoder> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), headless: true, args: hardwareFlags })
  const page = await browser.newPage()
  return {
    decode: async (file) => received(await page.evaluate(decodeInPage, (await readFile(file)).toString('base64'))),
    throughJpeg: async ({ width, height, data }, quality) => {
      const sent = {
        width,
        height,
        data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
      }
      return received(await page.evaluate(jpegInPage, { ...sent, quality }))
    },
    close: () => browser.close(),
  }
}

function received({ width, height, data }: Sent): Rgba {
  return { width, height, data: new Uint8ClampedArray(Buffer.from(data, 'base64')) }
}

/** Runs in the browser: it may use nothing of this file. */
async function decodeInPage(base64: string): Promise<Sent> {
  const answer = await fetch(`data:application/octet-stream;base64,${base64}`)
  const bitmap = await createImageBitmap(await answer.blob())
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D
  context.drawImage(bitmap, 0, 0)
  const pixels = context.getImageData(0, 0, width, height).data
  const url = await new Promise<string>((done) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as string)
    reader.readAsDataURL(new Blob([pixels]))
  })
  return { width, height, data: url.slice(url.indexOf(',') + 1) }
}

/** Runs in the browser: it may use nothing of this file. */
async function jpegInPage({ width, height, data, quality }: Sent & { quality: number }): Promise<Sent> {
  const raw = await (await fetch(`data:application/octet-stream;base64,${data}`)).arrayBuffer()
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
  context.putImageData(new ImageData(new Uint8ClampedArray(raw), width, height), 0, 0)
  const bitmap = await createImageBitmap(await canvas.convertToBlob({ type: 'image/jpeg', quality }))
  context.drawImage(bitmap, 0, 0)
  const pixels = context.getImageData(0, 0, width, height).data
  const url = await new Promise<string>((done) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as string)
    reader.readAsDataURL(new Blob([pixels]))
  })
  return { width, height, data: url.slice(url.indexOf(',') + 1) }
}
