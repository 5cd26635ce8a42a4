/** The film of open pictures, and what can be done with all of them. */
import type { Locator, Page } from '@playwright/test'

export class QueuePage {
  readonly page: Page
  readonly film: Locator
  readonly pictures: Locator
  /** "2 of 3 searched · about 10 s left". */
  readonly words: Locator
  readonly pause: Locator
  readonly openEarlier: Locator

  constructor(page: Page) {
    this.page = page
    this.film = page.getByRole('navigation', { name: 'Open pictures' })
    this.pictures = this.film.getByRole('listitem')
    this.words = page.getByTestId('queue-progress')
    this.pause = page.getByTestId('pause')
    this.openEarlier = page.getByTestId('open-earlier')
  }

  async forAll(action: string | RegExp): Promise<void> {
    await this.page.getByTestId('queue-menu').click()
    await this.page.getByRole('menuitem', { name: action }).click()
  }

  /** The film's button of a picture; its name carries the state. */
  picture(name: string | RegExp): Locator {
    return this.film.getByRole('button', { name }).and(this.page.locator('.film-show'))
  }
}
