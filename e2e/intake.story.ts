/** A person brings pictures in every way and in every format there is. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import { expect, test } from './fixtures.ts'
import { avif, fromCanvas, gif, heic, paletteMade, png16, turnedJpeg } from './formats.ts'
import { IntakePage } from './pages/intake-page.ts'

const quick = { preset: 'tiny', backend: 'wasm', smallestFace: 32 } as const

async function zip(files: Record<string, Buffer>): Promise<Buffer> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false })
  for (const [name, content] of Object.entries(files)) await writer.add(name, new Uint8ArrayReader(content))
  return Buffer.from(await (await writer.close()).arrayBuffer())
}

test('every picture format is searched as it is meant to be seen', async ({ page, specklens }) => {
  const intake = new IntakePage(page)
  await specklens.visit(quick)
  for (const file of [png16, paletteMade, avif, gif(1), await fromCanvas(page, 'image/webp')]) {
    await specklens.choose(file)
    await expect(page.getByRole('navigation', { name: 'Open pictures' })).toContainText(file.name)
    expect(await intake.searchedSize(), file.name).toBe('48×32')
    await page.getByRole('button', { name: `Close ${file.name}` }).click()
  }
  await specklens.choose(await turnedJpeg(page))
  expect(await intake.searchedSize(), 'with the orientation of its EXIF data').toBe('32×48')
})

test('of a moving picture the first frame is searched, and the page says so', async ({ page, specklens }) => {
  await specklens.visit(quick)
  await specklens.choose(gif(2))
  await specklens.result()
  await expect(page.getByText('only its first frame is searched')).toBeVisible()
})

test('a HEIC picture is refused with the way round it, whatever it is called', async ({ specklens }) => {
  await specklens.visit(quick)
  await specklens.choose(heic)
  await expect(specklens.error).toContainText('Save it as JPEG or PNG')
})

test('a zip is unpacked, what is no picture in it is counted', async ({ page, specklens }) => {
  const intake = new IntakePage(page)
  await specklens.visit(quick)
  const buffer = await zip({
    'crowd/1.png': png16.buffer,
    '../2.png': paletteMade.buffer,
    'crowd/readme.txt': Buffer.from('nothing to see'),
    '__MACOSX/crowd/._1.png': Buffer.from('x'),
  })
  await intake.drop({ name: 'crowd.zip', mimeType: 'application/zip', buffer })
  await expect(page.getByRole('navigation', { name: 'Open pictures' }).getByRole('listitem')).toHaveCount(2)
  await expect(intake.notice).toHaveText(/^One file that is no picture was skipped\./)
})

test('a folder is walked through', async ({ page, specklens }, { outputDir }) => {
  const intake = new IntakePage(page)
  await specklens.visit(quick)
  const folder = join(outputDir, 'holiday')
  await mkdir(join(folder, 'day 2'), { recursive: true })
  await writeFile(join(folder, 'b.png'), png16.buffer)
  await writeFile(join(folder, 'day 2', 'a.avif'), avif.buffer)
  await writeFile(join(folder, 'list.csv'), 'a,b')
  await writeFile(join(folder, 'notes.txt'), 'text')
  await writeFile(join(folder, '.DS_Store'), 'x')
  await intake.folderInput.setInputFiles(folder)
  const film = page.getByRole('navigation', { name: 'Open pictures' })
  await expect(film.getByRole('listitem')).toHaveCount(2)
  await expect(film).toContainText('a.avif')
  await expect(intake.notice).toHaveText(/^2 files that are no pictures were skipped\./)
})

test('a picture is pasted, by the key and by the button', async ({ page, specklens, context }) => {
  const intake = new IntakePage(page)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await specklens.visit(quick)
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })])
  }, png16.buffer.toString('base64'))
  await intake.paste.click()
  expect(await intake.searchedSize()).toBe('48×32')
  await intake.pasteKey(paletteMade)
  await expect(page.getByRole('navigation', { name: 'Open pictures' }).getByRole('listitem')).toHaveCount(2)
})
