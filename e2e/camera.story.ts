/** A person points a camera. Chromium's fake device shows a moving test picture without faces. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** What the page sees when its tab is put in the background or comes back. */
async function hideTab(page: Page, hidden: boolean) {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)
}

test('the camera is searched frame after frame, rests while the tab is hidden, and stops when it is told to', async ({
  page,
  specklens,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  await specklens.openCamera.click()
  await expect(page.getByTestId('frame-rate')).toBeVisible({ timeout: 60_000 })

  // A later frame has later times: the loop goes round.
  const times = async () => JSON.stringify((await specklens.result()).times)
  const first = await times()
  await expect.poll(times, { timeout: 30_000 }).not.toBe(first)
  await expect(page.getByText(/frames searched a second/)).toContainText(/[1-9]/)

  // Another resolution starts the camera anew and says what the camera gives.
  await page.getByTestId('camera-resolution').selectOption('480')
  await expect(page.getByTestId('camera-resolution')).toContainText('640 × 480', { timeout: 30_000 })
  await expect(page.getByTestId('frame-rate')).toBeVisible({ timeout: 30_000 })

  const live = await page.getByLabel('Live camera picture').evaluateHandle((video) => {
    return ((video as HTMLVideoElement).srcObject as MediaStream).getVideoTracks()[0]
  })
  await hideTab(page, true)
  await expect(page.getByTestId('camera-status')).toHaveAttribute('data-status', 'paused')
  expect(await live.evaluate((track) => track?.enabled)).toBe(false)
  await hideTab(page, false)
  await expect(page.getByTestId('camera-status')).toHaveAttribute('data-status', 'live')
  const before = await times()
  await expect.poll(times, { timeout: 30_000 }).not.toBe(before)

  expect(await live.evaluate((track) => track?.readyState)).toBe('live')
  await specklens.stopCamera.click()
  await expect.poll(() => live.evaluate((track) => track?.readyState)).toBe('ended')
  await expect(specklens.error).toBeHidden()
})

test('a camera that is pulled out is said', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  await specklens.openCamera.click()
  const picture = page.getByLabel('Live camera picture')
  await expect
    .poll(() => picture.evaluate((video) => (video as HTMLVideoElement).srcObject !== null), { timeout: 30_000 })
    .toBe(true)
  // The event is the browser's own way to say it; a test cannot pull the plug.
  await picture.evaluate((video) => {
    const stream = (video as HTMLVideoElement).srcObject as MediaStream
    stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended'))
  })
  await expect(specklens.error).toContainText(/unplugged/)
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(specklens.openSample).toBeVisible()
})

test('without permission the page says how to allow the camera', async ({ page, specklens }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
  })
  await specklens.visit({ preset: 'tiny', backend: 'wasm' })
  await specklens.openCamera.click()
  await expect(specklens.error).toContainText(/camera/i)
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(specklens.openSample).toBeVisible()
})
