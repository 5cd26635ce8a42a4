/** A person wants to know how fast the device is, and tell somebody. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('the device is measured at #bench, and the figures are copied', async ({ page, specklens, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('./?preset=tiny&backend=wasm#bench')
  await expect(page.getByRole('heading', { name: 'How fast is this device?' })).toBeFocused()
  await page.getByRole('button', { name: 'Measure one size' }).click()
  const words = page.getByTestId('bench-words')
  await expect(words).toHaveText('Measured.', { timeout: 110_000 })
  await expect(page.getByRole('row', { name: /Generator/ })).toHaveText(/Generator\d+\d/)
  await page.getByRole('button', { name: 'Copy as text' }).click()
  await expect(words).toHaveText('Copied.')
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toMatch(/preset tiny on wasm, threads: 1/)
  expect(text).toMatch(/possible: multiply-adds [\d.]+ GFLOP\/s, copying [\d.]+ GB\/s/)
  const shares = /\| 1024×768 \| 100 \| MB-FCN \| \d+ \| [\d.]+ \| (\d+) % \| (\d+) % \|/.exec(text)
  const [ofBest = 0, ofPossible = 0] = (shares ?? []).slice(1).map(Number)
  expect(ofBest).toBeGreaterThan(0)
  // Nobody does more than the possible.
  expect(ofPossible).toBeGreaterThan(0)
  expect(ofPossible).toBeLessThanOrEqual(100)

  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 844 })
    expect(await specklens.sidewaysScroll(), `at ${width} px`).toBeLessThanOrEqual(0)
    await page.screenshot({ path: test.info().outputPath(`bench-${width}-${colorScheme}.png`) })
  }
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
  await page.getByRole('link', { name: 'Back' }).click()
  await expect(specklens.openFiles).toBeVisible()
})
