/** Serves the built page from this machine, for `npm start`, the stories and the command line. */
import { ensureBuild } from './build.mjs'
import { root } from './step.mjs'

/**
 * Builds where needed and serves dist/ on 127.0.0.1.
 * @param {{ port?: number, strictPort?: boolean, base?: string }} [options] - `port`: the first to try, the next free one is
 * taken unless `strictPort`; `base`: the path below which the page appears, to prove that it works anywhere
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 */
export async function serveBuilt(options = {}) {
  await ensureBuild()
  // Imported here: before the first `npm ci` there is no vite.
  const { preview } = await import('vite')
  const server = await preview({
    root,
    logLevel: 'warn',
    ...(options.base === undefined ? {} : { base: options.base }),
    preview: { host: '127.0.0.1', port: options.port ?? 4173, strictPort: options.strictPort ?? false },
  })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { url: `http://127.0.0.1:${address.port}${options.base ?? '/'}`, close: () => server.close() }
}
