/** `npm run detect`: finds the faces of every picture in a folder and writes WIDER FACE's prediction files. */
import { existsSync, statSync } from 'node:fs'
import { DEFAULT_SMALLEST_FACE } from '../src/geometry/pyramid.ts'
import { choiceOption, numberOption, readOptions, requiredText, runCommand, UsageError } from './args.ts'
import { detectFolder } from './detect/run.ts'

const USAGE = `npm run detect -- --images DIR --out DIR

  --images DIR        folder of pictures, searched with its subfolders
  --out DIR           gets same/relative/path.txt a picture: name, count, then x y w h score
  --preset NAME       compact (default), tiny or paper
  --backend NAME      auto (default), webgpu, wasm or webgl; webgpu takes a software adapter too
  --smallest-face PX  height of the smallest wanted face in px of the picture (default ${DEFAULT_SMALLEST_FACE})
  --stage NAME        full (default), or mbfcn: proposals alone
  --threshold NUMBER  faces below this score are left out (default 0.02)
  --restore           takes noise, motion blur and darkness out of pictures that have them, before they are searched:
                      about a second a megapixel; none above 24 megapixels`

const text = { type: 'string' } as const
const OPTIONS = {
  images: text,
  out: text,
  preset: text,
  backend: text,
  'smallest-face': text,
  stage: text,
  threshold: text,
  restore: { type: 'boolean' },
} as const

await runCommand(USAGE, async (argv) => {
  const values = readOptions(argv, OPTIONS)
  const images = requiredText(values, 'images')
  if (!existsSync(images) || !statSync(images).isDirectory()) throw new UsageError(`There is no folder ${images}.`)
  const options = {
    images,
    out: requiredText(values, 'out'),
    preset: choiceOption(values, 'preset', ['compact', 'tiny', 'paper'], 'compact'),
    backend: choiceOption(values, 'backend', ['auto', 'webgpu', 'wasm', 'webgl'], 'auto'),
    smallestFace: numberOption(values, 'smallest-face', {
      minimum: 1,
      maximum: 10000,
      fallback: DEFAULT_SMALLEST_FACE,
    }),
    stage: choiceOption(values, 'stage', ['mbfcn', 'full'] as const, 'full'),
    threshold: numberOption(values, 'threshold', { minimum: 0, maximum: 1, fallback: 0.02 }),
    ...(values.restore === true ? { restore: 'always' as const } : {}),
  }
  const start = performance.now()
  const { pictures, faces, failed } = await detectFolder({
    ...options,
    onInfo({ backend, adapter, rejected }) {
      for (const { backend: name, reason } of rejected) console.error(`Not on ${name}: ${reason}.`)
      console.error(`Runs on ${backend}${adapter ? ` (${adapter})` : ''}.`)
    },
    onPicture: (done, total, name) => console.error(`${done}/${total} ${name}`),
  })
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${faces} faces in ${pictures - failed.length} pictures, ${seconds.toFixed(1)} s, written to ${options.out}`,
  )
  if (failed.length === 0) return 0
  console.error(`\n${failed.length} of ${pictures} files could not be read:`)
  for (const { file, reason } of failed) console.error(`  ${file}: ${reason}`)
  return 1
})
