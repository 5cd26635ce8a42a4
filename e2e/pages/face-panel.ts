/** List, filters and the chosen face, as the stories speak of them. */
import type { Locator, Page } from '@playwright/test'

export type Order = 'Surest first' | 'Least sure first' | 'Smallest first' | 'Largest first' | 'By place, from the top'

export interface Row {
  readonly score: number
  readonly height: number
}

export class FacePanel {
  readonly page: Page
  readonly sort: Locator
  readonly smallest: Locator
  readonly largest: Locator
  readonly heightRange: Locator
  readonly showAll: Locator
  readonly compare: Locator
  readonly stageTimes: Locator
  /** What is wrong with the picture, or what was mended, and the button beside it. */
  readonly restoration: Locator
  readonly restorationSearch: Locator

  constructor(page: Page) {
    this.page = page
    this.sort = page.getByRole('combobox', { name: 'Sort faces' })
    this.smallest = page.getByRole('slider', { name: 'Smallest height shown' })
    this.largest = page.getByRole('slider', { name: 'Largest height shown' })
    this.heightRange = page.getByTestId('height-range')
    this.showAll = page.getByRole('button', { name: 'Show all', exact: true })
    this.compare = page.getByTestId('compare')
    this.stageTimes = page.getByTestId('stage-times')
    this.restoration = page.getByTestId('restoration')
    this.restorationSearch = page.getByTestId('restoration-search')
  }

  /** What the rows in sight say to a screen reader, from the top. */
  async rows(): Promise<readonly Row[]> {
    const options = this.page.getByTestId('face-list').getByRole('option')
    const labels = await options.evaluateAll((list) =>
      list
        .map((row) => ({
          place: Number(row.getAttribute('aria-posinset')),
          label: row.getAttribute('aria-label') ?? '',
        }))
        .sort((a, b) => a.place - b.place)
        .map(({ label }) => label),
    )
    return labels.map((label) => {
      const [, score = '', height = ''] = /score (\d+) of 100, (\d+) px high/.exec(label) ?? []
      return { score: Number(score), height: Number(height) }
    })
  }
}
