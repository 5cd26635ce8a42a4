/** `npm run finetune-study`: what fine-tuning in the tab gains in a new domain, and what it loses elsewhere; on wasm, in this process. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { PresetName } from '../src/networks/preset.ts'
import { presets } from '../src/networks/presets.ts'
import type { Fisher } from '../src/training/fisher.ts'
import type { TrainingProgress } from '../src/training/progress.ts'
import { defaultSettings, secondStageDefaults } from '../src/training/settings.ts'
import { type CurvePoint, curveSvg } from './finetune-study/curve-svg.ts'
import { openDecoder } from './finetune-study/decoder.ts'
import { type DomainName, domainNames } from './finetune-study/domains.ts'
import { startHelper } from './finetune-study/helper.ts'
import { loadPreset, startWasm } from './finetune-study/networks.ts'
import { type Compared, points, runStudy, type StudyResult } from './finetune-study/run.ts'
import { measureSharing } from './finetune-study/sharing/run.ts'
import { madePictures, ownPictures, type Sources, studyPictures } from './finetune-study/sources.ts'
import { root } from './step.mjs'

/** Points of AP: what fine-tuning promises on made pictures. */
const [LEAST_GAIN, MOST_LOSS] = [5, 1]

const USAGE = `npm run finetune-study -- --short
npm run finetune-study -- --images DIR --truth FILE [--domain night|grey]
npm run finetune-study -- --workers [--preset NAME] [--rounds NUMBER]

  --short             on made pictures with faces of 6–96 px (needs Python with torch, numpy and Pillow); fails, with exit status 1, where
                      the domain gains less than ${LEAST_GAIN} points or the untouched pictures lose more than ${MOST_LOSS}
  --images DIR        labelled pictures: a seeded third trains, the rest measures
  --truth FILE        their labels, WIDER FACE's *_bbx_gt.txt
  --domain NAME       the study: pictures of the split's domain part, turned into night, or grey with motion blur
  --severity NUMBER   of the domain, 0 to 1; without it one that costs the measuring pictures 15–25 points is searched for
  --json FILE         writes the figures as JSON, the curve of the training among them
  --plot FILE.svg     draws that curve
  --preset NAME       compact (default) or tiny
  --models DIR        where the trained networks lie (default models/)
  --stage NAME        what is measured: full (default), or mbfcn
  --hold HOW          the pull to the old weights: channel (default, by the Fisher information of each output channel where it was
                      measured), tensor (by each tensor's mean of it), even
  --pull NUMBER       its strength (default ${defaultSettings.mbfcn?.pull ?? 0})
  --second            trains generator and discriminator too
  --steps NUMBER      steps of MB-FCN (default ${defaultSettings.mbfcn?.steps ?? 0}); with --short it looks less often, too
  --minutes NUMBER    training's time: fewer steps where they do not fit (default 8; 30 with --short)
  --measured NUMBER   most pictures of the domain that are measured (default 60; 100 untouched ones)
  --workers           times a step with one worker, one with threads, and two that share the batch; --rounds NUMBER of each (default 15)
  --seed NUMBER       of split, crops and pictures (default 1)`

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    workers: { type: 'boolean' },
    rounds: text,
    second: { type: 'boolean' },
    images: text,
    truth: text,
    domain: text,
    json: text,
    plot: text,
    preset: text,
    models: text,
    stage: text,
    steps: text,
    measured: text,
    severity: text,
    minutes: text,
    seed: text,
    hold: text,
    pull: text,
  },
})

const severity = values.severity === undefined ? null : Number(values.severity)
const seed = Number(values.seed ?? 1)
const minutes = Number(values.minutes ?? (values.short ? 30 : 8))
const measured = Number(values.measured ?? 60)
const domain = (values.domain ?? (values.short ? 'night' : null)) as DomainName | null
const stage = values.second || values.stage !== 'mbfcn' ? 'full' : 'mbfcn'
const presetName = (values.preset ?? 'compact') as PresetName
const hold = values.hold ?? 'channel'
const own = values.images !== undefined && values.truth !== undefined
if (
  !['channel', 'tensor', 'even'].includes(hold) ||
  (!values.short && !own && !values.workers) ||
  !(presetName in presets) ||
  (domain !== null && !domainNames.includes(domain))
) {
  console.error(USAGE)
  process.exit(2)
}

const say = (line: string) => console.error(line)

async function sourcesOf(): Promise<Sources> {
  if (values.short) return madePictures(8, 8, seed)
  const [images, truth] = [values.images as string, values.truth as string]
  if (domain === null) return ownPictures(images, truth, seed, measured)
  return studyPictures(images, truth, seed, { measured, untouched: Math.round((measured * 100) / 60) })
}

const curve: CurvePoint[] = []
let began = 0

function note(progress: TrainingProgress): void {
  began ||= performance.now()
  const { stage: part, done, losses, ap } = progress
  const seconds = Math.round((performance.now() - began) / 100) / 10
  curve.push({ stage: part, done, seconds, ...(losses ? { losses } : {}), ...(ap === undefined ? {} : { ap }) })
  progressLine(progress)
}

function progressLine({ stage: part, done, total, losses, ap, notice }: TrainingProgress): void {
  if (notice) say(notice)
  if (ap === undefined && done % 20 !== 0) return
  const figures = Object.entries(losses ?? {}).map(([name, value]) => `${name} ${value.toFixed(3)}`)
  const select = ap === undefined || ap === null ? [] : [`AP on select ${points(ap)}`]
  say([`${part} ${done}/${total}`, ...figures, ...select].join('  '))
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`

function report({ domain: there, untouched, result, seconds, trained, severity: used }: StudyResult): void {
  const line = (name: string, { before, after, pictures, faces }: Compared) => {
    const range = ({ ap, interval }: typeof before) => `${points(ap)} [${points(interval[0])}–${points(interval[1])}]`
    return `${name.padEnd(10)} ${range(before)} → ${range(after)}  (${pictures} pictures, ${faces} faces)`
  }
  console.log(
    `AP at IoU 0.5, 95 % intervals; ${trained.pictures} pictures with ${trained.faces} faces, ${seconds.toFixed(0)} s`,
  )
  console.log(line('domain', there))
  if (there.clean !== null) {
    const [cost, gain] = [there.clean.ap - there.before.ap, there.after.ap - there.before.ap]
    console.log(`           ${points(there.clean.ap)} without it: ${share(gain, cost)} of what it cost was won back`)
  }
  console.log(line('untouched', untouched))
  for (const notice of result.notices) console.log(notice)
  if (values.plot !== undefined) draw(values.plot, used, seconds)
  if (values.json === undefined) return
  const figures = (part: Compared) => ({
    ...part,
    before: part.before.ap,
    after: part.after.ap,
    intervals: { before: part.before.interval, after: part.after.interval },
  })
  const json = {
    domain: { ...figures(there), clean: there.clean?.ap ?? null },
    untouched: figures(untouched),
    seconds,
    severity: used,
    trained,
    preset: presetName,
    stage,
    kept: result.kept,
    select: { before: result.before.ap, after: result.after.ap },
    notices: result.notices,
    curve,
  }
  writeFileSync(values.json, `${JSON.stringify(json, null, 2)}\n`)
}

function draw(file: string, used: number | null, seconds: number): void {
  const what = domain === null ? 'own pictures' : `${domain}, severity ${used}`
  const svg = curveSvg(curve, `${presetName} on wasm, ${what}, ${(seconds / 60).toFixed(0)} minutes`)
  if (svg) writeFileSync(file, svg)
  else say('There is no curve to draw: nothing learned.')
}

/** @throws Error where fine-tuning gains too little or costs too much */
function judge({ domain: there, untouched }: StudyResult): void {
  const gain = 100 * (there.after.ap - there.before.ap)
  const loss = 100 * (untouched.before.ap - untouched.after.ap)
  if (gain >= LEAST_GAIN && loss <= MOST_LOSS) return
  throw new Error(
    `Gained ${gain.toFixed(1)} points in the domain (${LEAST_GAIN} or more), lost ${loss.toFixed(1)} on untouched pictures (${MOST_LOSS} or less).`,
  )
}

/** A tensor's channels have equally many weights each: the mean of their values is the tensor's. */
function held(fisher: Fisher | null): Fisher | null {
  if (fisher === null || hold === 'even') return null
  if (hold === 'channel') return fisher
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  return Object.fromEntries(Object.entries(fisher).map(([name, values]) => [name, values.map(() => mean(values))]))
}

async function main(): Promise<void> {
  await startWasm()
  const preset = presets[presetName]
  const models = values.models ?? join(root, 'models')
  const { networks, cascade, fisher } = await loadPreset(models, presetName, stage)
  const sources = await sourcesOf()
  // Before the decoder's browser, which would keep a command alive that fails here.
  const helper = await startHelper({ models, preset: presetName })
  const decoder = await openDecoder()
  const base = defaultSettings.mbfcn as NonNullable<typeof defaultSettings.mbfcn>
  const steps = Number(values.steps ?? base.steps)
  const brief = values.short && values.steps !== undefined
  const settings = {
    ...defaultSettings,
    seed,
    shares: { train: 0.75, select: 0.25, report: 0 },
    mbfcn: { ...base, steps, pull: Number(values.pull ?? base.pull), evaluations: brief ? 1 : base.evaluations },
    second: values.second ? { ...secondStageDefaults, steps: Math.round(steps / 3) } : null,
  }
  try {
    const study = {
      networks,
      preset,
      cascade,
      fisher: held(fisher),
      helper,
      stage,
      sources,
      domain,
      severity,
      settings,
      minutes,
      decoder,
      say,
    } as const
    const result = await runStudy({ ...study, onProgress: note })
    report(result)
    if (values.short) judge(result)
  } finally {
    await decoder.close()
    await helper?.close()
    sources.dispose()
  }
}

try {
  if (values.workers)
    await measureSharing(values.preset ? [presetName] : ['tiny', 'compact'], Number(values.rounds ?? 15))
  else await main()
} catch (error) {
  // Written here: uncaught, it would be printed with a line of the library's compressed code.
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
