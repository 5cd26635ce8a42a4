/** What a notice lies over: controls whose boxes meet a notice's, as names. */
import type { Page } from '@playwright/test'

export interface Covering {
  /** Notices in sight. */
  readonly notices: number
  /** Controls in sight that were looked at. */
  readonly controls: number
  /** "control under notice", for each control that a notice's box meets. */
  readonly covered: readonly string[]
  /** Notices that are not wholly inside the window. */
  readonly cutOff: readonly string[]
}

/** @param within - selector of the parts whose controls have to stay free */
export function covering(page: Page, within: string): Promise<Covering> {
  return page.evaluate((within) => {
    const CONTROLS = 'button, input, select, summary, output, a[href], [role=slider], video'
    const seen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    }
    const notices = [...document.querySelectorAll('.notice, .train-status')].filter(seen)
    const controls = [...document.querySelectorAll(within)]
      .flatMap((part) => [...part.querySelectorAll(CONTROLS)])
      .filter(seen)
    const meet = (a: DOMRect, b: DOMRect) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent ?? element.tagName
    const covered = notices.flatMap((notice) =>
      controls
        .filter((control) => meet(control.getBoundingClientRect(), notice.getBoundingClientRect()))
        .map((control) => `${nameOf(control)} under ${nameOf(notice)}`),
    )
    const cutOff = notices
      .filter((notice) => {
        const { left, right, top, bottom } = notice.getBoundingClientRect()
        return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight
      })
      .map(nameOf)
    return { notices: notices.length, controls: controls.length, covered, cutOff }
  }, within)
}
