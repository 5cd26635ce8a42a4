/** A person without a mouse. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { crowdedCrop } from './pictures.ts'

/** Presses Tab until the element has the focus, as a person would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`40 presses of Tab do not reach ${target}.`)
}

test('everything from opening to a face’s crops works by keyboard alone', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.02 })
  const { file } = await crowdedCrop(page, 256, 192, 20)
  // Before the way there: Chromium's renderer takes key presses before the order to intercept a dialog when both are waiting
  // on a busy machine, and would open a real dialog that nobody answers. Each look at the focus waits for that order.
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, specklens.openFiles)
  await page.keyboard.press('Enter')
  await (await chooser).setFiles([file])
  const { faces } = await specklens.result()
  expect(faces.length).toBeGreaterThan(0)

  await tabTo(page, page.getByRole('application'))
  const magnification = page.getByLabel('Magnification')
  const before = await magnification.textContent()
  await page.keyboard.press('+')
  await expect(magnification).not.toHaveText(before ?? '')
  await page.keyboard.press('0')
  await expect(magnification).toHaveText(before ?? '')

  await tabTo(page, specklens.threshold)
  await page.keyboard.press('End')
  await expect(specklens.threshold).toHaveValue('0.99')
  await page.keyboard.press('Home')
  await expect(specklens.faceCount).toHaveText(new RegExp(`^${faces.length} face`))

  await tabTo(page, specklens.faceList)
  await page.keyboard.press('ArrowDown')
  await expect(specklens.faceDetail).toBeVisible()
  await expect(specklens.faceList.getByRole('option', { selected: true })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(specklens.faceDetail).toBeHidden()
})
