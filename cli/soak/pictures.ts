/** Pictures for a soak: pieces of the project's own sample, each another one, as files in a folder. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'
import { writeWiderTruth } from '../../src/formats/wider.ts'
import type { Box } from '../../src/geometry/box.ts'

const sample = (ending: string) => fileURLToPath(new URL(`../../public/sample/crowd.${ending}`, import.meta.url))
const [WIDTH, HEIGHT] = [1280, 853]

export interface Piece extends Box {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp'
}

/** So many small pieces in four sizes, as PNG. */
export function smallPieces(count: number): readonly Piece[] {
  return pieces(count, [[96, 72], [128, 96], [160, 120], [112, 84]], ['image/png']) // biome-ignore format: a table
}

/** So many pieces from a thumbnail to the whole sample, in three formats. */
export function mixedPieces(count: number): readonly Piece[] {
  const sizes = [[96, 72], [640, 480], [1280, 853], [320, 240], [800, 200]] as const // biome-ignore format: a table
  return pieces(count, sizes, ['image/jpeg', 'image/png', 'image/webp'])
}

/**
 * The first piece, which comes on show, lies amid the crowd: its faces are sharpened, so that memory for that is there before anything is
 * measured.
 */
const FIRST = 2

/** Places go round the sample in steps that meet no place twice for long. */
function pieces(count: number, sizes: readonly (readonly [number, number])[], types: readonly Piece['type'][]) {
  return Array.from({ length: count }, (_, index): Piece => {
    const at = FIRST + index
    const [width, height] = sizes[at % sizes.length] ?? [96, 72]
    const [x, y] = [(at * 173) % (WIDTH - width + 1), (at * 89) % (HEIGHT - height + 1)]
    return { x, y, width, height, type: types[at % types.length] ?? 'image/png' }
  })
}

/** Cuts them with the browser and returns the files' paths, in order. */
export async function cutPieces(browser: Browser, folder: string, wanted: readonly Piece[]): Promise<string[]> {
  const page = await browser.newPage()
  const base64 = (await readFile(sample('jpg'))).toString('base64')
  const whole = await page.evaluateHandle(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    return createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
  }, base64)
  const paths: string[] = []
  for (const [at, piece] of wanted.entries()) {
    const content = await whole.evaluate(async (bitmap, { x, y, width, height, type }) => {
      const canvas = new OffscreenCanvas(width, height)
      canvas.getContext('2d')?.drawImage(bitmap, -x, -y)
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer())
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
    }, piece)
    const path = join(folder, `${piece.width}x${piece.height}-${at}.${piece.type.slice(6)}`)
    await writeFile(path, Buffer.from(content, 'base64'))
    paths.push(path)
  }
  await page.close()
  return paths
}

/** Labelled pieces for a training: their files, the labels' file last. */
export async function labelledPieces(browser: Browser, folder: string): Promise<string[]> {
  const { faces } = JSON.parse(await readFile(sample('json'), 'utf8')) as { faces: (Box & { ignored: boolean })[] }
  const [width, height] = [256, 192]
  const places = [0, 1, 2, 3].flatMap((column) => [0, 1].map((row) => ({ x: column * 300, y: 150 + row * 300 })))
  const wanted = places.map((place): Piece => ({ ...place, width, height, type: 'image/png' }))
  const paths = await cutPieces(browser, folder, wanted)
  const labels = wanted.map((piece, at) => ({
    name: `${width}x${height}-${at}.png`,
    faces: faces
      .map(({ ignored, ...box }) => ({ box: { ...box, x: box.x - piece.x, y: box.y - piece.y }, ignored }))
      .filter(({ box }) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height),
  }))
  const file = join(folder, 'labels.txt')
  await writeFile(file, writeWiderTruth(labels))
  return [...paths, file]
}
