/** `npm run soak`: how much memory the page holds while it works through many pictures, or for a long time. */
import { writeFileSync } from 'node:fs'
import { choiceOption, numberOption, readOptions, runCommand, textOption } from './args.ts'
import { soakReport, soakWords } from './soak/report.ts'
import { runSoak } from './soak/run.ts'

const USAGE = `npm run soak

  --pictures NUMBER   small pictures, added by twenty to the open ones (default 500)
  --minutes NUMBER    instead: camera and pictures of all sizes in turn for so long, fine-tuning before and after
  --preset NAME       tiny (default), compact or paper
  --backend NAME      wasm (default), auto, webgpu or webgl
  --json FILE         writes every measurement as JSON too

Compares memory after the 20th picture (or after five minutes) with the end: page and workers as the browser counts
them, the page's process, WebAssembly's memory, tensors, the page's JavaScript heap. Ends with 1 where one of the first
three grew by more than a tenth, where tensors became more, or where the heap took more than 2 MB and 10 kB for each
picture that stays open.`

const text = { type: 'string' } as const
const OPTIONS = { pictures: text, minutes: text, preset: text, backend: text, json: text }

await runCommand(USAGE, async (argv) => {
  const values = readOptions(argv, OPTIONS)
  const json = textOption(values, 'json')
  const minutes = numberOption(values, 'minutes', { minimum: 0, maximum: 6000, fallback: 0 })
  const run = await runSoak({
    pictures: numberOption(values, 'pictures', { minimum: 2, maximum: 100_000, fallback: 500 }),
    minutes: minutes > 0 ? minutes : null,
    preset: choiceOption(values, 'preset', ['tiny', 'compact', 'paper'], 'tiny'),
    backend: choiceOption(values, 'backend', ['wasm', 'auto', 'webgpu', 'webgl'], 'wasm'),
  })
  const report = soakReport(run)
  console.log(soakWords(report))
  if (json) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`)
  return report.held ? 0 : 1
})
