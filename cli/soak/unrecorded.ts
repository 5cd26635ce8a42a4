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
 * Stops the recording of requests that Playwright starts in every page: Chromium then keeps the body of each, thumbnails of pictures that
 * were closed too, in the page's process until the page is left. With 20 pictures a round that is 0.12 MB a round, for ever. Another
 * DevTools session cannot end it, so this goes through Playwright's own. False where this Playwright has no such session.
 */
export async function unrecorded(page: Page): Promise<boolean> {
  const session = (page as Inside)._connection?.toImpl?.(page).delegate?._mainFrameSession?._client
  await session?.send('Network.disable')
  return session !== undefined
}
