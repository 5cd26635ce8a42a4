/** A person's first visit: a short tour, and how it all works, with a face of their own. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { crowdedCrop } from './pictures.ts'

test.use({ firstVisit: true })

test('the tour has three steps and does not come back; the method is explained with the face that was chosen', async ({
  page,
  specklens,
}) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.1 })
  await page.getByTestId('about').click()
  const about = page.getByTestId('about-dialog')
  await expect(about.getByTestId('no-face-yet')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(about).toBeHidden()
  await expect(page.getByTestId('about')).toBeFocused()

  await specklens.choose((await crowdedCrop(page, 192, 128, 20)).file)
  await specklens.result()
  const tour = page.getByTestId('tour')
  await expect(tour).toContainText('1 of 3')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 390, height: 844 })
    const [stage, card] = [await page.getByTestId('stage').boundingBox(), await tour.boundingBox()]
    // A small picture stays in sight while the words speak of it.
    expect((stage?.y ?? 0) + (stage?.height ?? 0)).toBeLessThanOrEqual(card?.y ?? 0)
    await page.screenshot({ path: test.info().outputPath(`tour-390-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await tour.getByRole('button', { name: 'Next' }).click()
  await page.screenshot({ path: test.info().outputPath('tour-390-list.png') })
  await page.setViewportSize({ width: 1440, height: 844 })
  await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByRole('button', { name: 'Done' }).click()
  await expect(tour).toBeHidden()

  await specklens.faceList.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('compare')).toBeVisible({ timeout: 60_000 })
  await page.getByTestId('about').click()
  await expect(about.getByTestId('your-face').getByRole('img')).toHaveCount(3)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await page.screenshot({ path: test.info().outputPath(`about-${width}.png`) })
  }
  const { violations } = await new AxeBuilder({ page }).include('.about').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
  await page.keyboard.press('Escape')

  // What MB-FCN's branches say, over the picture.
  await page.setViewportSize({ width: 1440, height: 844 })
  await page.getByTestId('heat').click()
  const legend = page.getByTestId('heat-legend')
  await expect(legend).toBeVisible({ timeout: 60_000 })
  await page.screenshot({ path: test.info().outputPath('heat.png') })
  await legend.getByText('1/8').click()
  await expect(legend).toContainText('one cell every 8 px')
  await legend.getByRole('button', { name: 'Close' }).click()
  await expect(legend).toBeHidden()

  await page.reload()
  await specklens.result()
  await expect(tour).toBeHidden()
})
