/** Where the stories find the page. */
import { createServer } from 'node:net'

/** A path of two folders: a page that reaches for `/models` or `/wasm` fails every story. */
export const storyBase = '/some/where/'

/**
 * A port that nobody listens on right now.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
