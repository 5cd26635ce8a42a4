/** `npm run evaluate`: compares predictions with the truth and prints average precision with its intervals. */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { evaluatePictures } from '../src/metrics/evaluation.ts'
import {
  choiceOption,
  numberOption,
  type OptionValues,
  readOptions,
  requiredText,
  runCommand,
  textOption,
  UsageError,
} from './args.ts'
import { withDetections } from './evaluate/detect-into.ts'
import { isNamed, readPictures } from './evaluate/read-pictures.ts'
import { evaluationTable } from './evaluate/table.ts'

const USAGE = `npm run evaluate -- --images DIR --truth FILE [--predictions DIR]

  --images DIR         folder of pictures
  --truth FILE         WIDER FACE's *_bbx_gt.txt
  --predictions DIR    one text file a picture, as npm run detect writes them; without it, detection is run first
  --json FILE          writes the table as JSON too
  --without NAME       prints a second table that leaves this picture out
  --iou NUMBER         overlap that makes a hit (default 0.5)
  --wider              WIDER FACE's own protocol: 1000 thresholds, boxes one pixel larger
  --replicates NUMBER  replicates of the bootstrap (default 1000)
  --seed NUMBER        seed of the bootstrap (default 1)

For the detection that is run without --predictions:
  --preset NAME (compact)  --backend auto|webgpu|wasm|webgl (auto)  --smallest-face PX (4)
  --stage mbfcn|full (full)  --threshold NUMBER (0.02)`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const OPTIONS = {
  images: text,
  truth: text,
  predictions: text,
  json: text,
  without: text,
  iou: text,
  wider: flag,
  replicates: text,
  seed: text,
  preset: text,
  backend: text,
  'smallest-face': text,
  stage: text,
  threshold: text,
}

await runCommand(USAGE, async (argv) => {
  const values = readOptions(argv, OPTIONS)
  const images = existingPath(values, 'images', 'folder')
  const truth = existingPath(values, 'truth', 'file')
  // Every option is checked before detection, which may take minutes.
  const report = reporter(values, truth, images)
  const choice = {
    images,
    preset: textOption(values, 'preset') ?? 'compact',
    backend: choiceOption(values, 'backend', ['auto', 'webgpu', 'wasm', 'webgl'], 'auto'),
    smallestFace: numberOption(values, 'smallest-face', { minimum: 1, maximum: 10000, fallback: 4 }),
    stage: choiceOption(values, 'stage', ['mbfcn', 'full'], 'full'),
    threshold: numberOption(values, 'threshold', { minimum: 0, maximum: 1, fallback: 0.02 }),
  }
  if (values.predictions !== undefined) return report(existingPath(values, 'predictions', 'folder'), 0)
  return withDetections(choice, report)
})

/** Returns what reads a folder of predictions, prints the tables and gives the exit code: 1 where detection failed for a picture. */
function reporter(
  values: OptionValues,
  truth: string,
  images: string,
): (predictions: string, failed: number) => number {
  const options = {
    protocol: values.wider ? 'wider' : 'specklens',
    iou: numberOption(values, 'iou', { minimum: 0.01, maximum: 1, fallback: 0.5 }),
    bootstrap: {
      replicates: numberOption(values, 'replicates', { minimum: 1, maximum: 100000, fallback: 1000 }),
      seed: numberOption(values, 'seed', { minimum: 0, maximum: 2 ** 32 - 1, fallback: 1 }),
    },
  } as const
  const json = textOption(values, 'json')
  const without = textOption(values, 'without')
  return (predictions, failed) => {
    const { pictures, withoutPredictions, withoutImage } = readPictures(truth, predictions, images)
    if (pictures.length === 0) throw new Error(`${truth} lists no picture.`)
    warn(withoutImage, `of the truth are not in ${images}`)
    warn(withoutPredictions, 'have no prediction file and count as having no predictions')
    const all = evaluatePictures(pictures, options)
    console.log(evaluationTable('All pictures', all))
    const results: Record<string, unknown> = { all }
    if (without !== undefined) {
      const kept = pictures.filter(({ name }) => !isNamed(name, without))
      if (kept.length === pictures.length) throw new UsageError(`--without: the truth has no picture "${without}".`)
      const rest = evaluatePictures(kept, options)
      console.log(`\n${evaluationTable(`Without ${without}`, rest)}`)
      results.without = { picture: without, ...rest }
    }
    if (json !== undefined) {
      const missing = { withoutPredictions, withoutImage }
      writeFileSync(json, `${JSON.stringify({ ...results, ...missing, bootstrap: options.bootstrap }, null, 2)}\n`)
    }
    return failed > 0 ? 1 : 0
  }
}

function existingPath(values: OptionValues, name: string, kind: 'file' | 'folder'): string {
  const path = requiredText(values, name)
  if (!existsSync(path)) throw new UsageError(`--${name}: there is no ${kind} ${path}.`)
  if (statSync(path).isDirectory() !== (kind === 'folder'))
    throw new UsageError(`--${name} must be a ${kind}: ${path}.`)
  return path
}

function warn(names: readonly string[], problem: string): void {
  if (names.length === 0) return
  console.error(`Warning: ${names.length} pictures ${problem}, for example ${names[0]}.`)
}
