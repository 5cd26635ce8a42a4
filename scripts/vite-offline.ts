/** Vite plugin: tells the service worker which files the build wrote, with their hashes; a changed file is a changed worker. */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'

export const SERVICE_WORKER = 'service-worker.js'

/** In index.html: by the build's name a page and a service worker know whether they belong together. */
const PLACE = 'name="specklens-build" content="development"'

/** The command line's page, the frame that needs a network anyway, and texts for people stay on the server. */
const leftOut = /^(headless\.html|service-worker\.js|fetch-frame\/.*|.*\.md|.*\.txt|\..*)$/

export function offlineFiles(): Plugin {
  let outDir = ''
  return {
    name: 'specklens:offline-files',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    // After every plugin has written: models/ and wasm/ are part of it.
    async closeBundle() {
      const files: Record<string, [string, number]> = {}
      const entries = await readdir(outDir, { withFileTypes: true, recursive: true })
      const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      for (const file of paths.sort()) {
        const path = relative(outDir, file).split(sep).join('/')
        if (!leftOut.test(path)) files[path] = describe(await readFile(file))
      }
      const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
      const html = await readFile(join(outDir, 'index.html'), 'utf8')
      if (!html.includes(PLACE)) throw new Error(`index.html has no place for the build's name: ${PLACE}`)
      const named = html.replace(PLACE, PLACE.replace('development', version))
      await writeFile(join(outDir, 'index.html'), named)
      files['index.html'] = describe(Buffer.from(named))
      const list = JSON.stringify(files)
      const worker = join(outDir, SERVICE_WORKER)
      const code = await readFile(worker, 'utf8')
      await writeFile(worker, `const OFFLINE_VERSION="${version}",OFFLINE_FILES=${list};\n${code}`)
    },
  }
}

function describe(content: Buffer): [sha256: string, bytes: number] {
  return [createHash('sha256').update(content).digest('base64'), content.length]
}
