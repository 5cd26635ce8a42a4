/** `npm run bench`: how fast the engine is here, as a table and as JSON. */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { DEFAULT_SMALLEST_FACE } from '../src/geometry/pyramid.ts'
import { choiceOption, numberOption, readOptions, runCommand, textOption, UsageError } from './args.ts'
import { runBenchmark } from './bench/run.ts'
import { benchmarkTable } from './bench/table.ts'

const USAGE = `npm run bench

  --short             the case of 1024×768 px and 100 ROIs alone
  --images DIR        also measures each stage of detection on the pictures of this folder
  --limit NUMBER      at most so many pictures (default 10)
  --preset NAME       compact (default), tiny or paper
  --backend NAME      auto (default), webgpu, wasm or webgl
  --smallest-face PX  as in npm run detect (default ${DEFAULT_SMALLEST_FACE})
  --json FILE         writes the figures as JSON too`

const text = { type: 'string' } as const
const OPTIONS = {
  short: { type: 'boolean' as const },
  images: text,
  limit: text,
  preset: text,
  backend: text,
  'smallest-face': text,
  json: text,
}

await runCommand(USAGE, async (argv) => {
  const values = readOptions(argv, OPTIONS)
  const images = textOption(values, 'images')
  if (images && (!existsSync(images) || !statSync(images).isDirectory()))
    throw new UsageError(`There is no folder ${images}.`)
  const json = textOption(values, 'json')
  const report = await runBenchmark({
    images,
    short: values.short === true,
    limit: numberOption(values, 'limit', { minimum: 1, maximum: 1e6, fallback: 10 }),
    preset: choiceOption(values, 'preset', ['compact', 'tiny', 'paper'], 'compact'),
    backend: choiceOption(values, 'backend', ['auto', 'webgpu', 'wasm', 'webgl'], 'auto'),
    smallestFace: numberOption(values, 'smallest-face', {
      minimum: 1,
      maximum: 10000,
      fallback: DEFAULT_SMALLEST_FACE,
    }),
  })
  console.log(benchmarkTable(report))
  if (json) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`)
  return 0
})
