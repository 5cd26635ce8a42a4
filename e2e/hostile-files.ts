/** Picture files that the browser itself drew, and what becomes of them in bad hands. */
import type { Page } from '@playwright/test'
import type { PictureFile } from './pages/specklens-page.ts'

type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'

/** Stripes and a gradient, so that every part of a decoder has something to do. */
export async function drawnFile(page: Page, type: PictureType, width: number, height: number): Promise<PictureFile> {
  const base64 = await page.evaluate(
    async ({ type, width, height }) => {
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('The browser gives no canvas.')
      const gradient = context.createLinearGradient(0, 0, width, height)
      gradient.addColorStop(0, '#246')
      gradient.addColorStop(1, '#fc8')
      context.fillStyle = gradient
      context.fillRect(0, 0, width, height)
      for (let x = 0; x < Math.min(width, 400); x += 7) context.clearRect(x, 0, 2, height)
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type, quality: 0.7 })).arrayBuffer())
      let text = ''
      for (const byte of bytes) text += String.fromCharCode(byte)
      return btoa(text)
    },
    { type, width, height },
  )
  const name = `drawn-${width}x${height}.${type.slice(6)}`
  return { name, mimeType: type, buffer: Buffer.from(base64, 'base64') }
}

/** `count` files: cut off, bytes changed, pieces repeated, taken out or exchanged between formats. The same ones every time. */
export function mutations(good: readonly PictureFile[], count: number): PictureFile[] {
  let state = 2018
  const roll = (bound: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  const change = (bytes: Buffer): Buffer => {
    const at = roll(bytes.length)
    const length = 1 + roll(16)
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
    const stranger = (good[roll(good.length)] as PictureFile).buffer
    const ways = [
      () => before,
      () => Buffer.concat([before, Buffer.from([roll(256)]), after.subarray(1)]),
      () => Buffer.concat([before, Buffer.alloc(length, roll(2) * 255), after.subarray(length)]),
      () => Buffer.concat([before, after.subarray(length)]),
      () => Buffer.concat([before, after.subarray(0, length), after]),
      () => Buffer.concat([before, stranger.subarray(roll(stranger.length))]),
    ]
    return (ways[roll(ways.length)] as () => Buffer)()
  }
  return Array.from({ length: count }, (_, index) => {
    const { name, mimeType, buffer } = good[index % good.length] as PictureFile
    let bytes = buffer
    for (let changes = 1 + roll(4); changes > 0 && bytes.length > 0; changes--) bytes = change(bytes)
    return { name: `${index}-${name}`, mimeType, buffer: bytes }
  })
}
