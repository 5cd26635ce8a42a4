/** A person opens a video: watches it with boxes, searches it as a whole, saves what was found by time. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { crowdedCrop } from './pictures.ts'

/** About two seconds of WebM that the browser itself records from a canvas: a crowd that moves to the left. */
async function record(page: Page): Promise<Buffer> {
  const { file } = await crowdedCrop(page, 256, 192, 20)
  const base64 = await page.evaluate(async (crowd) => {
    const bytes = Uint8Array.from(atob(crowd), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes]))
    const canvas = Object.assign(document.createElement('canvas'), { width: 224, height: 192 })
    const context = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm;codecs=vp8' })
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    recorder.start()
    for (let frame = 0; frame < 20; frame++) {
      context?.drawImage(picture, -frame, 0)
      await new Promise((done) => setTimeout(done, 100))
    }
    await new Promise((done) => {
      recorder.onstop = done
      recorder.stop()
    })
    const video = new Uint8Array(await new Blob(parts).arrayBuffer())
    return btoa(Array.from(video, (byte) => String.fromCharCode(byte)).join(''))
  }, file.buffer.toString('base64'))
  return Buffer.from(base64, 'base64')
}

test('a video plays with boxes, is searched frame by frame, and its faces are saved by time', async ({
  page,
  specklens,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 8, threshold: 0.3 })
  await specklens.drop({ name: 'crowd.webm', mimeType: 'video/webm', buffer: await record(page) })
  expect((await specklens.result()).width).toBe(224)
  await expect(page.getByTestId('seek')).toBeEnabled()

  // To the beginning: that one frame is searched.
  await page.getByTestId('seek').fill('0')
  await expect(page.getByTestId('video-status')).toContainText('paused', { timeout: 30_000 })

  await page.getByText('Search the whole video').click()
  await page.getByTestId('every').fill('2')
  await page.getByTestId('search-video').click()
  const found = page.getByTestId('video-found')
  await expect(found).toContainText(/\d+ frames searched/, { timeout: 60_000 })
  const download = page.waitForEvent('download')
  await found.getByRole('button', { name: 'Save JSON' }).click()
  const saved = JSON.parse(await readFile(await (await download).path(), 'utf8'))
  expect(saved.video).toBe('crowd.webm')
  const times = saved.frames.map(({ time }: { time: number }) => time)
  expect(times.length).toBeGreaterThan(1)
  expect(times).toEqual(times.toSorted((a: number, b: number) => a - b))
  expect(saved.frames.every(({ frame }: { frame: number }) => frame % 2 === 0)).toBe(true)
  expect(saved.frames.some(({ faces }: { faces: unknown[] }) => faces.length > 0)).toBe(true)

  await page.getByTestId('close-video').click()
  await expect(specklens.openSample).toBeVisible()
})

test('a video that the browser cannot play is refused with a sentence', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm' })
  const head = Buffer.from('\x00\x00\x00\x1cftypisom\x00\x00\x02\x00isomiso2mp41', 'latin1')
  await specklens.choose({
    name: 'strange.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.concat([head, Buffer.alloc(500)]),
  })
  await expect(specklens.error).toContainText(/does not know the codec/)
  await page.getByRole('button', { name: 'Close video' }).click()
  await expect(specklens.openSample).toBeVisible()
})
