/** A picture of thin lines at equal distances, which shows whether every pixel of it is drawn, and in its place. */
import type { Page } from '@playwright/test'
import type { PictureFile } from './pages/specklens-page.ts'
import type { Pixels } from './pixels.ts'

/** px between two lines. */
export const SPACING = 16
/** Brightness below which a pixel belongs to a line: black ones of one px on light grey. A copy of half the size has them at 110 of 221. */
const DARK = 100

/** As a JPEG. */
export async function linedPicture(page: Page, width: number, height: number): Promise<PictureFile> {
  const base64 = await page.evaluate(
    async ({ width, height, spacing }) => {
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('The browser gives no canvas.')
      context.fillStyle = '#ddd'
      context.fillRect(0, 0, width, height)
      context.fillStyle = '#000'
      for (let x = 0; x < width; x += spacing) context.fillRect(x, 0, 1, height)
      for (let y = 0; y < height; y += spacing) context.fillRect(0, y, width, 1)
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
      let text = ''
      for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
      return btoa(text)
    },
    { width, height, spacing: SPACING },
  )
  return { name: 'lined.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}

/** px between each two neighbouring lines across and down, where the picture is shown `scale` times as large. */
export function gapsIn(shot: Pixels, scale: number): { readonly across: number[]; readonly down: number[] } {
  const { width, height } = shot
  const brightness = (x: number, y: number) => shot.data[(y * width + x) * 4] ?? 0
  // So many side by side are never all on a line that runs along them.
  const beside = Array.from({ length: Math.round(SPACING * scale) }, (_, at) => at)
  const row = Array.from({ length: width }, (_, x) =>
    Math.max(...beside.map((more) => brightness(x, (height >> 1) + more))),
  )
  const column = Array.from({ length: height }, (_, y) =>
    Math.max(...beside.map((more) => brightness((width >> 1) + more, y))),
  )
  return { across: gaps(row), down: gaps(column) }
}

function gaps(values: readonly number[]): number[] {
  const lines = values.flatMap((value, at) => (value < DARK && (values[at - 1] ?? 0) >= DARK ? [at] : []))
  return lines.slice(1).map((line, at) => line - (lines[at] ?? 0))
}
