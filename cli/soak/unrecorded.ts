/** Keeps the driver's own records out of what a soak measures. */
import type { Page } from '@playwright/test'

/** Playwright's own way from what it hands out to what is behind it, as far as it is needed here. None of it is public. */
interface Inside {
  readonly _connection?: {
    toImpl?(page: Page): {
      readonly delegate?: {
        readonly _mainFrameSession?: { readonly _client?: { send(method: string): Promise<unknown> } }
      }
    }
  }
}

/**
 * Stops the recording of requests that Playwright starts in every page: Chromium then keeps their bodies in the page's process until the page
 * is left. It was 0.12 MB more with each round of camera and 20 pictures (partition `buffer` of the browser's memory dumps: 4.80, 4.92,
 * 5.03, 5.15 MB; without the recording 4.68 MB after each). A DevTools session of our own cannot end what another one started, so this
 * goes through Playwright's. Nothing that the soak does needs it. False where this Playwright has no such session.
 */
export async function unrecorded(page: Page): Promise<boolean> {
  const session = (page as Inside)._connection?.toImpl?.(page).delegate?._mainFrameSession?._client
  await session?.send('Network.disable')
  return session !== undefined
}
