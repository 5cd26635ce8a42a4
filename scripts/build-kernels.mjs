/**
 * `npm run kernels`: compiles assembly/ and writes it as src/engine/kernels/convolution-module.ts, once for memory of its own and once
 * for memory that threads share. What it makes is committed, so that page, library and tests need no compiler.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'
import { root } from './step.mjs'

const SOURCE = 'assembly/index.ts'
/** The file that it makes. */
export const TARGET = join(root, 'src/engine/kernels/convolution-module.ts')

/** 64-kB pages that memory may have at most: 4 GiB, as tfjs's. */
const MOST_PAGES = '65536'

/** The text of the module for TypeScript. @throws Error with the compiler's words */
export async function buildKernels() {
  const own = await compile(['--enable', 'simd'])
  const shared = await compile([
    '--enable',
    'simd',
    '--enable',
    'threads',
    '--sharedMemory',
    '--maximumMemory',
    MOST_PAGES,
  ])
  const constant = (/** @type {string} */ name, /** @type {Buffer} */ bytes) =>
    `const ${name} =\n  '${bytes.toString('base64')}'\n`
  return `/** Made of assembly/ by \`npm run kernels\`; do not edit. */

/** Compiled with memory of its own, and with memory that threads share. */
${constant('OWN', own)}${constant('SHARED', shared)}
/** The compiled module, which imports \`env.memory\`. */
export function convolutionModule(shared: boolean): WebAssembly.Module {
  return new WebAssembly.Module(Uint8Array.from(atob(shared ? SHARED : OWN), (letter) => letter.charCodeAt(0)))
}
`
}

/** @param {readonly string[]} flags */
async function compile(flags) {
  const folder = await mkdtemp(join(tmpdir(), 'kernels-'))
  const file = join(folder, 'kernels.wasm')
  const fixed = ['--outFile', file, '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '1']
  try {
    const { error, stderr } = await asc.main([SOURCE, ...fixed, '--use', 'abort=', '--baseDir', root, ...flags])
    if (error) throw new Error(`${error.message}\n${stderr}`)
    return await readFile(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(TARGET, await buildKernels())
