/** `npm start`: installs, builds, serves, says where, opens. */
import { installPackages } from './install.mjs'
import { openInBrowser } from './open.mjs'
import { serveBuilt } from './serve.mjs'

/** @param {readonly string[]} args - `--no-open` keeps the browser closed */
export async function main(args) {
  await installPackages()
  const { url } = await serveBuilt()
  console.log(`\nSpecklens is at ${url}  (Ctrl+C ends it)`)
  if (!args.includes('--no-open')) openInBrowser(url)
}
