/** Who may import what: the table of ARCHITECTURE.md as data. */

/**
 * @typedef {object} Rule
 * @property {string} folder
 * @property {readonly string[]} folders - folders it may import from, its own aside
 * @property {readonly RegExp[]} packages - packages that it may import
 * @property {readonly string[]} [files] - single files of other folders that it may import
 */

const tfjs = /^@tensorflow\/tfjs-/
const page = [/^react($|\/)/, /^react-dom($|\/)/, /^@mantine\//, /^@tanstack\//, /^zustand($|\/)/, /^@zip\.js\//]
const client = ['src/engine/client.ts', 'src/engine/protocol.ts']
/** Plain numbers: the defaults of a training, the largest picture that is restored. */
const numbers = ['src/training/settings.ts', 'src/restoration/most-pixels.ts']

/** @type {readonly Rule[]} */
export const rules = [
  { folder: 'src/geometry', folders: [], packages: [] },
  { folder: 'src/metrics', folders: ['src/geometry'], packages: [] },
  { folder: 'src/networks', folders: [], packages: [tfjs] },
  { folder: 'src/restoration', folders: ['src/geometry'], packages: [], files: ['src/metrics/random.ts'] },
  { folder: 'src/detection', folders: ['src/networks', 'src/geometry', 'src/restoration'], packages: [tfjs] },
  {
    folder: 'src/training',
    folders: ['src/detection', 'src/networks', 'src/metrics', 'src/geometry'],
    packages: [tfjs],
  },
  {
    folder: 'src/engine',
    folders: ['src/detection', 'src/training', 'src/networks', 'src/geometry', 'src/storage'],
    packages: [tfjs, /^comlink$/],
  },
  { folder: 'src/formats', folders: ['src/geometry'], packages: [/^fast-xml-parser$/] },
  // cascade.ts is plain numbers and their check, which an imported model must pass.
  { folder: 'src/storage', folders: ['src/formats'], packages: [/^idb$/], files: ['src/detection/cascade.ts'] },
  {
    folder: 'src/app',
    folders: ['src/formats', 'src/storage', 'src/geometry'],
    packages: page,
    files: [...client, ...numbers],
  },
  { folder: 'src/offline', folders: [], packages: [] },
  { folder: 'src/library', folders: ['src/geometry'], packages: [], files: client },
  { folder: 'cli', folders: ['src/formats', 'src/metrics', 'src/geometry', 'scripts'], packages: [/./] },
  {
    folder: 'e2e',
    folders: ['src/formats', 'src/metrics', 'src/geometry', 'scripts'],
    packages: [/./],
    files: ['src/engine/kernels/webgpu/in-browser.ts'],
  },
  {
    folder: 'scripts',
    folders: ['src/training', 'src/detection', 'src/networks', 'src/metrics', 'src/formats', 'src/geometry'],
    packages: [/./],
    files: ['src/engine/kernels/register.ts', 'src/engine/start-wasm.ts'],
  },
]

/** Files whose types anyone may name (`import type`): they are the shapes that cross from one folder to another. */
export const contracts = [
  'src/geometry/box.ts',
  'src/networks/preset.ts',
  'src/detection/face.ts',
  'src/engine/protocol.ts',
]

/** Where the page starts. Nothing that is loaded from here may be, or load, a package matching `notOnThePage`. */
export const pageFolders = ['src/app', 'src/library']
export const notOnThePage = tfjs

/** @param {string} file - relative to the root, with forward slashes */
export function ruleOf(file) {
  return rules.find(({ folder }) => file.startsWith(`${folder}/`)) ?? null
}

/** Tests may use any package (a test runner, another backend), but no other folder than the code beside them. */
export const isTest = (/** @type {string} */ file) => /\.test\.(ts|tsx|mjs)$/.test(file)
