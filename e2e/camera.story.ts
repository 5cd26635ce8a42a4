/** A person points a camera. Chromium's fake device shows a moving test picture without faces. */
import { expect, test } from './fixtures.ts'

test('the camera is searched frame after frame, and stops when it is told to', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  await specklens.openCamera.click()
  await expect(page.getByTestId('frame-rate')).toBeVisible({ timeout: 60_000 })

  // A later frame has later times: the loop goes round.
  const times = async () => JSON.stringify((await specklens.result()).times)
  const first = await times()
  await expect.poll(times, { timeout: 30_000 }).not.toBe(first)
  await expect(page.getByText(/frames searched a second/)).toContainText(/[1-9]/)

  const live = await page.getByLabel('Live camera picture').evaluateHandle((video) => {
    return ((video as HTMLVideoElement).srcObject as MediaStream).getVideoTracks()[0]
  })
  expect(await live.evaluate((track) => track?.readyState)).toBe('live')
  await specklens.stopCamera.click()
  await expect.poll(() => live.evaluate((track) => track?.readyState)).toBe('ended')
  await expect(specklens.error).toBeHidden()
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
