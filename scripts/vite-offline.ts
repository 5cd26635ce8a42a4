/** Vite plugin: tells the service worker which files the build wrote, with their hashes; a changed file is a changed worker. */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'

export const SERVICE_WORKER = 'service-worker.js'

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
        if (leftOut.test(path)) continue
        const content = await readFile(file)
        files[path] = [createHash('sha256').update(content).digest('base64'), content.length]
      }
      const list = JSON.stringify(files)
      const version = createHash('sha256').update(list).digest('hex').slice(0, 16)
      const worker = join(outDir, SERVICE_WORKER)
      const code = await readFile(worker, 'utf8')
      await writeFile(worker, `const OFFLINE_VERSION="${version}",OFFLINE_FILES=${list};\n${code}`)
    },
  }
}
