/** Things go wrong, and the page says so and goes on. */
import { expect, test } from './fixtures.ts'
import { brokenPicture, crowdedCrop, sampleFile } from './pictures.ts'

test('a broken file gets a sentence, and the next picture is searched', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm' })
  const { file } = await crowdedCrop(page, 192, 128, 20)
  await specklens.drop(brokenPicture)
  await expect(specklens.error).toContainText(/not a picture/)
  await expect(specklens.error).toContainText('holiday.jpg')
  await page.getByRole('button', { name: 'Close picture' }).click()
  await specklens.choose(file)
  expect((await specklens.result()).width).toBe(192)
})

test('a search that is cancelled ends within a second, and another one works', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'compact', backend: 'wasm', smallestFace: 3 })
  const { file } = await crowdedCrop(page, 128, 96, 20)
  await specklens.choose(await sampleFile())
  await expect(specklens.progress).toHaveAttribute('data-stage', /proposing|superResolving|scoring/, {
    timeout: 60_000,
  })
  const milliseconds = await specklens.cancelAndMeasure()
  test.info().annotations.push({ type: 'cancel', description: `${milliseconds.toFixed(0)} ms` })
  expect(milliseconds, 'from the click until the page says that it has stopped').toBeLessThan(1000)
  await expect(specklens.progress).toBeHidden()

  await specklens.choose(file)
  expect((await specklens.result()).width).toBe(128)
})

test.describe('while the networks cannot be reached', () => {
  test.use({
    allowedMessages: [
      {
        text: /Failed to load resource/,
        reason: 'the story itself cuts the way to the weights, and Chromium logs that',
      },
    ],
  })

  test('the page says so, and trying again works once they can', async ({ page, specklens }) => {
    await specklens.visit({ preset: 'tiny', backend: 'wasm' })
    const { file } = await crowdedCrop(page, 192, 128, 20)
    await page.route('**/weights.bin', (route) => route.abort())
    await specklens.choose(file)
    await expect(specklens.error).toHaveAttribute('data-code', 'weights-failed', { timeout: 60_000 })
    await page.unroute('**/weights.bin')
    await specklens.retry.click()
    await expect(specklens.error).toBeHidden()
    expect((await specklens.result()).width).toBe(192)
  })
})

test('a preset without trained networks is refused in words', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'paper', backend: 'wasm' })
  await specklens.choose((await crowdedCrop(page, 128, 96, 20)).file)
  await expect(specklens.error).toHaveAttribute('data-code', 'preset-untrained', { timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Use the compact preset' })).toBeVisible()
})
