/** A small domain of its own for the stories: pieces of the made crowd at dusk, with their labels in WIDER's format. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { writeWiderTruth } from '../src/formats/wider.ts'
import type { PictureFile } from './pages/specklens-page.ts'
import { sampleTruth } from './pictures.ts'

const samplePath = fileURLToPath(new URL('../public/sample/crowd.jpg', import.meta.url))
const [WIDTH, HEIGHT] = [256, 192]

/** The `count` pieces with most faces, none overlapping, and their label file. `brightness` is a share of the day's. */
export async function duskPictures(page: Page, count: number, brightness = 0.25): Promise<PictureFile[]> {
  const truth = await sampleTruth()
  const pieces = []
  for (let y = 0; y + HEIGHT <= 853; y += HEIGHT)
    for (let x = 0; x + WIDTH <= 1280; x += WIDTH) {
      const faces = truth
        .filter(({ box }) => box.x + box.width > x && box.y + box.height > y && box.x < x + WIDTH && box.y < y + HEIGHT)
        .map(({ box, ignored }) => {
          const own = { ...box, x: box.x - x, y: box.y - y }
          const whole = own.x >= 0 && own.y >= 0 && own.x + own.width <= WIDTH && own.y + own.height <= HEIGHT
          // A face that the edge cuts is neither face nor background.
          return { box: own, ignored: ignored || !whole }
        })
      pieces.push({ x, y, faces, counted: faces.filter(({ ignored }) => !ignored).length })
    }
  const chosen = pieces.sort((a, b) => b.counted - a.counted).slice(0, count)
  const files = (await atDusk(page, chosen, brightness)).map((buffer, at): PictureFile => {
    return { name: `dusk-${at}.png`, mimeType: 'image/png', buffer }
  })
  const labels = writeWiderTruth(chosen.map(({ faces }, at) => ({ name: `dusk-${at}.png`, faces })))
  return [...files, { name: 'labels.txt', mimeType: 'text/plain', buffer: Buffer.from(labels) }]
}

/** Dark, warm and without contrast, with the browser's own means. */
async function atDusk(
  page: Page,
  pieces: readonly { readonly x: number; readonly y: number }[],
  brightness: number,
): Promise<Buffer[]> {
  const base64 = (await readFile(samplePath)).toString('base64')
  const corners = pieces.map(({ x, y }) => [x, y] as const)
  const pictures = await page.evaluate(
    async ({ base64, corners, width, height, brightness }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const whole = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
      const made: string[] = []
      for (const [x, y] of corners) {
        const canvas = new OffscreenCanvas(width, height)
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
        context.filter = `brightness(${brightness}) sepia(0.7) contrast(0.8)`
        context.drawImage(whole, -x, -y)
        const piece = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
        made.push(btoa(piece.reduce((text, byte) => text + String.fromCharCode(byte), '')))
      }
      return made
    },
    { base64, corners, width: WIDTH, height: HEIGHT, brightness },
  )
  return pictures.map((picture) => Buffer.from(picture, 'base64'))
}
