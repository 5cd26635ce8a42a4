/** A person labels a few pictures of their own kind, trains on them in the tab, and keeps what got better. */
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { acceptedFace } from '../src/formats/known.ts'
import { writeLabelsCsv } from '../src/formats/label-csv.ts'
import { readWiderTruth } from '../src/formats/wider.ts'
import { test as base, expect } from './fixtures.ts'
import { downloaded } from './pages/save-dialog.ts'
import { SettingsPage } from './pages/settings-page.ts'
import { TrainPage } from './pages/train-page.ts'
import { sampleFile } from './pictures.ts'
import { englishIn } from './plain-chinese.ts'
import { duskPictures } from './training-pictures.ts'
import { readZip } from './zip-reader.ts'

const quick = { preset: 'tiny', backend: 'wasm' } as const

const test = base.extend<{ training: TrainPage }>({
  training: async ({ page }, use) => {
    await use(new TrainPage(page))
  },
})

/** The dialog as it is fits 360 px, and passes axe. */
async function looksRight(page: Page, name: string) {
  const before = page.viewportSize()
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1440, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme })
    const wider = await page.locator('.train-body').evaluate((body) => body.scrollWidth - body.clientWidth)
    expect(wider, `${name} at ${width} px`).toBeLessThanOrEqual(0)
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`) })
  }
  const { violations } = await new AxeBuilder({ page }).include('[data-testid=train-dialog]').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
  if (before) await page.setViewportSize(before)
}

/** The made crowd is what must not be forgotten; its small sister is looked through ten times as fast. */
async function smallCrowd(page: Page): Promise<void> {
  for (const ending of ['jpg', 'json'])
    await page.route(`**/sample/crowd.${ending}`, (route) =>
      route.fulfill({ path: fileURLToPath(new URL(`../public/sample/crowd-small.${ending}`, import.meta.url)) }),
    )
}

test('a training is planned, paused, survives a reload, and what it made is kept, used, saved and brought back', async ({
  page,
  specklens,
  training,
}) => {
  await smallCrowd(page)
  const held = page.waitForRequest('**/models/tiny/mbfcn/fisher.bin')
  await specklens.visit(quick)
  await training.planFor(await duskPictures(page, 8), '8 pictures', {
    Steps: '12',
    'Learning rate': '0.003',
    'Looks while it learns': '1',
  })
  // What the old skill hangs on is held more strongly.
  await held
  await expect(training.plan).toContainText(/Steps12Time.*min.*Memory\d+ MB/s, { timeout: 60_000 })
  await looksRight(page, 'plan')
  await training.start.click()

  await expect(training.progress).toContainText(/step \d+ of 12/, { timeout: 60_000 })
  await training.pause.click()
  await expect(training.progress).toContainText('Paused.', { timeout: 60_000 })
  await expect(training.checkpoint).toContainText('Saved at')
  await expect(training.curves).toContainText('Detector: score')
  await looksRight(page, 'running')
  const before = await training.progress.innerText()

  await page.reload()
  await training.status.click()
  await expect(training.dialog).toContainText('A training was interrupted')
  await training.goOn.click()
  await expect(training.curves).toContainText('Detector: score')
  await expect(training.progress).not.toContainText(before)
  await expect(training.verdict).toBeVisible({ timeout: 100_000 })
  await expect(training.verdict).toContainText('It got better')
  await expect(training.table).toContainText('Average precision, all faces')
  await looksRight(page, 'result')

  await training.dialog.getByLabel('Keep it as').fill('Dusk')
  await training.keep.click()
  await expect(training.models).toContainText('Dusk')
  const use = training.dialog.getByRole('button', { name: 'Use Dusk' })
  await expect(use).toHaveAttribute('aria-pressed', 'true')
  const saved = await downloaded(page, () => training.dialog.getByRole('button', { name: 'Download Dusk' }).click())
  expect(saved.name).toBe('Dusk.zip')
  const files = readZip(saved.bytes)
  expect([...files.keys()]).toEqual(
    expect.arrayContaining(['mbfcn/model.json', 'mbfcn/weights.bin', 'cascade.json', 'README.md']),
  )
  expect(files.get('README.md')?.toString('utf8')).toContain('8 labelled pictures')

  await training.dialog.getByRole('button', { name: 'Delete Dusk' }).click()
  await training.dialog.getByRole('button', { name: 'Delete Dusk for good' }).click()
  await expect(training.models).toHaveCount(0)
  const zip = { name: saved.name, mimeType: 'application/zip', buffer: saved.bytes }
  await page.getByTestId('import-model').setInputFiles({ ...zip, buffer: Buffer.from('PK\u0003\u0004 no zip at all') })
  await expect(training.said).toContainText('could not be read')
  await page.getByTestId('import-model').setInputFiles(zip)
  await expect(training.models).toContainText('Dusk')
  await training.dialog.getByRole('button', { name: 'Use Dusk' }).click()
  await page.keyboard.press('Escape')
  await expect(training.dialog).toBeHidden()

  const settings = new SettingsPage(page)
  const [dusk] = await duskPictures(page, 1)
  await specklens.choose(...(dusk ? [dusk] : []))
  const own = await specklens.result()
  await settings.toggle.click()
  await settings.form.getByLabel('Model', { exact: true }).selectOption('as shipped')
  await page.getByTestId('run-again').click()
  await expect.poll(async () => (await specklens.result()).faces[0]?.score).not.toBe(own.faces[0]?.score)
})

test('the detector that ships learns from a few labelled pictures, with a second worker where there is a second core, and is kept', async ({
  page,
  specklens,
  training,
}) => {
  await smallCrowd(page)
  await specklens.visit({ preset: 'compact', backend: 'wasm' })
  // So dark that it finds little of what it would find by day: a few steps are enough to see better.
  await training.planFor(await duskPictures(page, 5, 0.1), '5 pictures', {
    Steps: '4',
    'Learning rate': '0.003',
    'Looks while it learns': '1',
  })
  await expect(training.plan).toContainText('Steps4', { timeout: 90_000 })
  // The training's worker, and its helper; nothing was searched as yet.
  const cores = await page.evaluate(() => navigator.hardwareConcurrency)
  const workers = () => page.workers().filter((worker) => worker.url().includes('/assets/worker-')).length
  expect(workers()).toBe(cores > 1 ? 2 : 1)
  await training.start.click()
  await expect(training.verdict).toBeVisible({ timeout: 100_000 })
  await expect(training.table).toContainText('Average precision, all faces')
  await expect(training.verdict).toContainText('It got better')
  // With the training its helper ends.
  await expect.poll(workers).toBe(1)
  await training.dialog.getByLabel('Keep it as').fill('Dusk')
  await training.keep.click()
  await expect(training.dialog.getByRole('button', { name: 'Use Dusk' })).toHaveAttribute('aria-pressed', 'true')
})

test('labels that cannot train are refused with the reason, and the dialog says what it could not read', async ({
  page,
  specklens,
  training,
}) => {
  await specklens.visit(quick)
  await training.open.first().click()
  await training.choose([await sampleFile()])
  await expect(training.dialog).toContainText('There was no label file in it')
  const [labels, ...pictures] = (await duskPictures(page, 2)).reverse()
  const truth = readWiderTruth(labels?.buffer.toString('utf8') ?? '')
  const known = truth.map(({ name, faces }) => ({
    name,
    size: null,
    done: null,
    faces: faces.map((face) => acceptedFace(face)),
  }))
  const table = { name: 'labels.csv', mimeType: 'text/csv', buffer: Buffer.from(writeLabelsCsv(known)) }
  await specklens.dropOn(training.dialog, [...pictures, table])
  await expect(training.pictures).toContainText('2 pictures')
  await training.planButton.click()
  await expect(training.refusal).toContainText('at least 4 labelled pictures')

  await page.keyboard.press('Escape')
  await page.getByTestId('language').click()
  await training.open.first().click()
  await expect(training.refusal).toContainText('训练至少需要 4 张已标注的图片，现有 2 张')
  await page.getByTestId('train-advanced').click()
  expect(await englishIn(page.getByTestId('train-dialog'))).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: test.info().outputPath('chinese-390.png') })
})
