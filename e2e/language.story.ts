/** A person reads Chinese: the whole page changes, remembers it, and changes back. */
import { expect, test } from './fixtures.ts'
import { crowdedCrop } from './pictures.ts'

test('the page changes to Chinese and back, and remembers it', async ({ page, specklens }) => {
  await specklens.visit({ preset: 'tiny', backend: 'wasm', threshold: 0.1 })
  const language = page.getByTestId('language')
  await language.click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('看清小如斑点的人脸')
  await expect(language).toBeFocused()
  await expect(language).toHaveAccessibleName('English')

  await specklens.choose((await crowdedCrop(page, 192, 128, 20)).file)
  await specklens.result()
  await expect(specklens.faceCount).toHaveText(/^\d+ 张人脸$/)
  await page.getByTestId('settings').click()
  await expect(page.getByText('最小人脸', { exact: true })).toBeVisible()
  // Words of four letters and more that are no names, no units and no file of the person's.
  const visible = await page.locator('#root').innerText()
  const known =
    /Specklens|MB-FCN|WebGPU|WebAssembly|WebGL|English|compact|tiny|paper|swiftshader|adapter|crop\.png|auto/gi
  expect(visible.replace(known, '').match(/[a-z]{4,}/gi) ?? []).toEqual([])
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await specklens.sidewaysScroll()).toBeLessThanOrEqual(0)
    await page.screenshot({ path: test.info().outputPath(`chinese-${width}.png`) })
  }

  await page.reload()
  await specklens.result()
  await expect(specklens.faceCount).toHaveText(/^\d+ 张人脸$/)
  await page.getByTestId('language').click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(specklens.faceCount).toHaveText(/^\d+ faces?$/)
})
