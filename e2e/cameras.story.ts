/** Several cameras: a person goes from one to another, and another resolution, and each time the stream is really another one. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

// Two of Chromium's fake cameras; the flag holds from the browser's start.
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const others = (launchOptions.args ?? []).filter((flag) => !flag.startsWith('--use-fake-device-for-media-stream'))
    await use({ ...launchOptions, args: [...others, '--use-fake-device-for-media-stream=device-count=2'] })
  },
})

interface Watched {
  watched(): { readonly searched: number; readonly shown: number; readonly atOnce: number; readonly open: number }
}

/** Counts, from the outside: camera tracks that are on, frames that are shown and searched, and how many are with the worker at once. */
async function countTracksAndSearches(page: Page) {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = []
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted)
      tracks.push(...stream.getTracks())
      return stream
    }
    let searched = 0
    let shown = 0
    let atOnce = 0
    // A search is under way from the message that hands its frame to the worker until the worker's last answer.
    const underWay = new Set<number>()
    const post = Worker.prototype.postMessage
    const heard = new WeakSet<Worker>()
    Worker.prototype.postMessage = function (
      this: Worker,
      message: { id?: number; abort?: number },
      transfer?: unknown,
    ) {
      // The search of the camera before is given up.
      if (message.abort !== undefined) underWay.delete(message.abort)
      if (message.id !== undefined && Array.isArray(transfer) && transfer.some((one) => one instanceof ImageBitmap)) {
        underWay.add(message.id)
        atOnce = Math.max(atOnce, underWay.size)
        if (!heard.has(this))
          this.addEventListener('message', ({ data }) => {
            if ((data.kind === 'done' || data.kind === 'failed') && underWay.delete(data.id)) searched++
          })
        heard.add(this)
      }
      post.call(this, message, transfer as StructuredSerializeOptions)
    } as typeof post
    const next = HTMLVideoElement.prototype.requestVideoFrameCallback
    HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
      return next.call(this, (at, frame) => {
        shown = Math.max(shown, frame.presentedFrames)
        callback(at, frame)
      })
    }
    const stillOn = () => tracks.filter(({ readyState }) => readyState === 'live').length
    Object.assign(window, { watched: () => ({ searched, shown, atOnce, open: stillOn() }) })
  })
}

test('another camera and another resolution really change the stream; frames are dropped, never queued', async ({
  page,
  specklens,
}) => {
  const picture = page.getByLabel('Live camera picture')
  const device = page.getByTestId('camera-device')
  const track = () =>
    picture.evaluateHandle((video) => ((video as HTMLVideoElement).srcObject as MediaStream | null)?.getTracks()[0])
  const settings = async () => (await track()).evaluate((track) => track?.getSettings() ?? {})
  const rate = page.getByTestId('frame-rate')
  await countTracksAndSearches(page)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  await specklens.openCamera.click()
  await expect(rate).toBeVisible({ timeout: 60_000 })
  const choices = await device
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
  expect(choices).toHaveLength(2)
  const first = await settings()
  expect(await device.inputValue()).toBe(first.deviceId)

  const before = await track()
  const other = choices.find((choice) => choice !== first.deviceId) ?? ''
  await device.selectOption(other)
  await expect.poll(async () => (await settings()).deviceId, { timeout: 30_000 }).toBe(other)
  await expect(device).toHaveValue(other)
  expect(await before.evaluate((track) => track?.readyState), 'the first camera is let go').toBe('ended')

  await page.getByTestId('camera-resolution').selectOption('480')
  await expect
    .poll(async () => (({ deviceId, width, height }) => ({ deviceId, width, height }))(await settings()), {
      timeout: 30_000,
    })
    .toEqual({ deviceId: other, width: 640, height: 480 })
  await expect(page.getByTestId('camera-resolution')).toContainText('640 × 480', { timeout: 30_000 })

  // The camera shows more frames than are searched; the rest is dropped, with one search at a time.
  await expect(page.getByText(/shown; the others are dropped/)).toBeVisible({ timeout: 30_000 })
  await page.waitForTimeout(3000)
  const { searched, shown, atOnce, open } = await page.evaluate(() => (window as unknown as Watched).watched())
  test.info().annotations.push({ type: 'frames', description: `${searched} searched of ${shown} shown` })
  expect(searched, 'frames are searched').toBeGreaterThan(1)
  expect(shown, 'others are dropped').toBeGreaterThan(searched)
  expect(atOnce, 'frames that are with the worker at any one time').toBe(1)
  expect(open, 'one camera is on').toBe(1)

  const last = await track()
  await specklens.stopCamera.click()
  await expect.poll(() => last.evaluate((track) => track?.readyState)).toBe('ended')
  expect((await page.evaluate(() => (window as unknown as Watched).watched())).open, 'no camera is left on').toBe(0)

  // The chosen camera is pulled out meanwhile; Chromium's fake ones cannot be, so its refusal is put in place.
  await page.evaluate((gone) => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (wanted) => {
      const { deviceId } = (wanted?.video ?? {}) as { deviceId?: { exact?: string } }
      if (deviceId?.exact === gone) throw new OverconstrainedError('deviceId', '')
      return open(wanted)
    }
  }, other)
  await specklens.openCamera.click()
  await expect(rate, 'the other camera takes over').toBeVisible({ timeout: 30_000 })
  expect((await settings()).deviceId).not.toBe(other)
  await specklens.stopCamera.click()
})

test('a phone turns from its rear to its front camera', async ({ page, specklens }) => {
  // Chromium's fake cameras look nowhere; what a phone says of its two is put in their place, and each request is noted.
  await page.addInitScript(() => {
    const asked: unknown[] = []
    Object.assign(window, { asked })
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (wanted) => {
      const { facingMode, deviceId } = (wanted?.video ?? {}) as MediaTrackConstraints
      asked.push({ facingMode, deviceId })
      const stream = await open({ video: true })
      const [track] = stream.getVideoTracks()
      const settings = track?.getSettings()
      if (track)
        track.getSettings = () => ({ ...settings, facingMode: String(facingMode), deviceId: String(facingMode) })
      return stream
    }
    const camera = (deviceId: string) => ({ deviceId, kind: 'videoinput', label: deviceId, groupId: '' })
    mediaDevices.enumerateDevices = async () => [camera('environment'), camera('user')] as MediaDeviceInfo[]
  })
  const asked = () => page.evaluate(() => (window as unknown as { asked: readonly unknown[] }).asked)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  await specklens.openCamera.click()
  const direction = page.getByRole('radiogroup', { name: 'Direction' })
  await expect(direction.getByRole('radio', { name: 'Rear' })).toBeChecked({ timeout: 30_000 })
  await direction.getByText('Front').click()
  await expect(direction.getByRole('radio', { name: 'Front' })).toBeChecked({ timeout: 30_000 })
  await expect(page.getByTestId('camera-device')).toHaveValue('user')
  expect(await asked()).toEqual([{ facingMode: 'environment' }, { facingMode: 'user' }])
  await specklens.stopCamera.click()
})
