/** What every story gets: the page's object, and the two promises that hold in all of them: a clean console, a silent network. */
import { test as base, type ConsoleMessage, expect, type Page, type Request } from '@playwright/test'
import { SpecklensPage } from './pages/specklens-page.ts'

/** A console message that may appear, and why that is right. */
interface Allowed {
  readonly text: RegExp
  readonly reason: string
}

/** In any story. Whatever is not on this list fails the story that it appears in. */
const allowedEverywhere: readonly Allowed[] = [
  {
    text: /Service Worker registration blocked by Playwright/,
    reason: 'stories that bend the network would be answered by the service worker; offline.story.ts lets it in',
  },
]

interface Fixtures {
  readonly specklens: SpecklensPage
  /** Further messages that a story provokes on purpose. */
  readonly allowedMessages: readonly Allowed[]
  /** The addresses that the story's person types into the page; only they may be fetched from elsewhere. */
  readonly typedAddresses: readonly string[]
  /** Only then the tour comes, as on a first visit. */
  readonly firstVisit: boolean
  readonly promises: undefined
}

export const test = base.extend<Fixtures>({
  allowedMessages: [[], { option: true }],
  typedAddresses: [[], { option: true }],
  firstVisit: [false, { option: true }],
  specklens: async ({ page }, use) => {
    await use(new SpecklensPage(page))
  },
  promises: [
    async ({ page, allowedMessages, typedAddresses, firstVisit, baseURL }, use) => {
      if (!firstVisit) await page.addInitScript(skipTour)
      const messages = listenToConsole(page)
      const strangers = listenForStrangers(page, new URL(baseURL ?? '').origin)
      await use(undefined)
      const allowed = [...allowedEverywhere, ...allowedMessages]
      expect(
        messages.filter((message) => !allowed.some(({ text }) => text.test(message))),
        'console errors and warnings that are not on the allowed list',
      ).toEqual([])
      expect(
        strangers.filter((address) => !typedAddresses.includes(address)),
        'requests to another origin than the page’s own',
      ).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** The worker's messages come through the page's console too. */
function listenToConsole(page: Page): readonly string[] {
  const messages: string[] = []
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning')
      messages.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => messages.push(`uncaught: ${error.message}`))
  return messages
}

function listenForStrangers(page: Page, origin: string): readonly string[] {
  const strangers: string[] = []
  page.on('request', (request: Request) => {
    const url = new URL(request.url())
    if (url.protocol !== 'blob:' && url.protocol !== 'data:' && url.origin !== origin) strangers.push(request.url())
  })
  return strangers
}

/** Runs in the page, and in its helper frame, which has no storage. */
function skipTour() {
  if (location.protocol.startsWith('http') && origin !== 'null') localStorage.setItem('specklens-tour', 'seen')
}
