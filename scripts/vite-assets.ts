/** Vite plugin: serves the networks of models/ and tfjs's WebAssembly below the page, in development, preview and build alike. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import type { Connect, Plugin } from 'vite'

/** What of models/ the page needs; fixtures of tests and checkpoints stay behind. */
const modelFiles = new Set(['model.json', 'weights.bin', 'fisher.bin', 'cascade.json', 'README.md'])
const types: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.bin': 'application/octet-stream',
  '.md': 'text/markdown; charset=utf-8',
  '.wasm': 'application/wasm',
}

/** Beside the presets: SHA-256 of these files, so that the engine knows a damaged one, and which there are. */
const HASHES = 'sha256.json'
const hashed = new Set(['weights.bin', 'fisher.bin'])

/** One tree of files that appears below the page's address as `mount`/…. */
interface Tree {
  readonly mount: string
  readonly folder: string
  readonly wanted: (file: string) => boolean
}

/** @param root the repository's root folder */
export function modelsAndWasm(root: string): Plugin {
  const trees: readonly Tree[] = [
    { mount: 'models', folder: join(root, 'models'), wanted: (file) => modelFiles.has(basename(file)) },
    {
      mount: 'wasm',
      folder: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
      wanted: (file) => extname(file) === '.wasm',
    },
  ]
  let outDir = join(root, 'dist')
  return {
    name: 'specklens:models-and-wasm',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    configureServer(server) {
      server.middlewares.use(`/models/${HASHES}`, (_request, response) => {
        weightHashes(join(root, 'models')).then(
          (text) => response.end(text),
          () => response.destroy(),
        )
      })
      server.middlewares.use(serveTrees(trees))
    },
    async writeBundle() {
      for (const tree of trees) await copyTree(tree, join(outDir, tree.mount))
      await writeFile(join(outDir, 'models', HASHES), await weightHashes(join(root, 'models')))
    },
  }
}

/** Answers requests into the trees; preview needs none of this, since a build has copied them into dist/. */
function serveTrees(trees: readonly Tree[]): Connect.NextHandleFunction {
  return (request, response, next) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://page').pathname)
    const tree = trees.find(({ mount }) => path.startsWith(`/${mount}/`))
    if (tree === undefined) return next()
    // The URL parser has resolved every `..`, encoded ones are refused.
    const file = join(tree.folder, path.slice(tree.mount.length + 2))
    if (path.includes('..') || !tree.wanted(file) || !existsSync(file)) {
      response.statusCode = 404
      response.end()
      return
    }
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
    response.setHeader('Cache-Control', 'no-cache')
    createReadStream(file).pipe(response)
  }
}

async function copyTree(tree: Tree, target: string): Promise<void> {
  for (const entry of await readdir(tree.folder, { withFileTypes: true, recursive: true })) {
    const from = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !tree.wanted(from)) continue
    const to = join(target, from.slice(tree.folder.length + 1))
    await mkdir(dirname(to), { recursive: true })
    await copyFile(from, to)
  }
}

/** `{ "compact/mbfcn/weights.bin": "<hex>", … }` */
async function weightHashes(folder: string): Promise<string> {
  const hashes: Record<string, string> = {}
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!hashed.has(entry.name)) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).split(sep).join('/')
    hashes[path] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
  }
  return JSON.stringify(hashes)
}
