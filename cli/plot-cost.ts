/** `npm run plot-cost`: how the cost grows with pixels and with ROIs, measured on the built engine, as an SVG. */
import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { EngineOptions, StageSpeed } from '../src/engine/protocol.ts'
import { choiceOption, numberOption, readOptions, requiredText, runCommand } from './args.ts'
import { type CaseResult, measureCase } from './bench/cases.ts'
import { describeMachine } from './bench/machine.ts'
import { openHeadless, prepareEngine } from './browser/headless.ts'
import { costSvg, type Point } from './plot/cost-svg.ts'

const USAGE = `npm run plot-cost -- --out FILE.svg

  --preset NAME       compact (default), tiny or paper
  --backend NAME      auto (default), webgpu, wasm or webgl
  --passes NUMBER     medians of so many passes (default 3)
  --largest NUMBER    megapixels of the largest picture (default 48)`

const text = { type: 'string' } as const
const OPTIONS = { out: text, preset: text, backend: text, passes: text, largest: text }

/** 0.3 to 48 megapixels. */
const SIZES = [
  [640, 480],
  [1024, 768],
  [1920, 1080],
  [3000, 2000],
  [4000, 3000],
  [6000, 4000],
  [8000, 6000],
] as const
const ROIS = [10, 30, 100, 300, 600]
const SMALLEST_FACE = 4

await runCommand(USAGE, async (argv) => {
  const values = readOptions(argv, OPTIONS)
  const out = requiredText(values, 'out')
  const passes = numberOption(values, 'passes', { minimum: 1, maximum: 100, fallback: 3 })
  const largest = numberOption(values, 'largest', { minimum: 1, maximum: 110, fallback: 48 })
  const options: EngineOptions = {
    preset: choiceOption(values, 'preset', ['compact', 'tiny', 'paper'], 'compact'),
    backend: choiceOption(values, 'backend', ['auto', 'webgpu', 'wasm', 'webgl'], 'auto'),
    threads: 1,
  }
  const browser = await openHeadless({ software: options.backend === 'webgpu' })
  try {
    const page = await browser.openPage()
    const info = await prepareEngine(page, options)
    const pixels = await overPixels(page, passes, largest)
    const rois = await overRois(page, passes)
    const machine = describeMachine(page, 0)
    const about = `${info.preset} on ${info.backend}${info.adapter ? ` (${info.adapter})` : ', one thread'}; ${machine.cpu}; ${machine.browser}`
    const panels = [
      { title: 'MB-FCN', axis: 'megapixels of the picture', points: pixels },
      { title: 'Second stage', axis: 'ROIs', points: rois },
    ]
    writeFileSync(out, costSvg(panels, about))
    console.log(`${out} is written.`)
    return 0
  } finally {
    await browser.close()
  }
})

async function overPixels(page: Page, passes: number, largest: number): Promise<Point[]> {
  const points: Point[] = []
  for (const [width, height] of SIZES) {
    const megapixels = (width * height) / 1e6
    if (megapixels > largest) continue
    const result = await measureCase(page, { width, height, rois: 0, smallestFace: SMALLEST_FACE }, passes)
    points.push({ x: megapixels, milliseconds: timeOf(result, ['propose']) })
    console.log(`${width}×${height}: ${(points.at(-1) as Point).milliseconds.toFixed(0)} ms`)
  }
  return points
}

async function overRois(page: Page, passes: number): Promise<Point[]> {
  const points: Point[] = []
  for (const rois of ROIS) {
    const result = await measureCase(page, { width: 640, height: 480, rois, smallestFace: SMALLEST_FACE }, passes)
    points.push({ x: rois, milliseconds: timeOf(result, ['crop', 'superResolve', 'classify']) })
    console.log(`${rois} ROIs: ${(points.at(-1) as Point).milliseconds.toFixed(0)} ms`)
  }
  return points
}

function timeOf({ stages }: CaseResult, wanted: readonly StageSpeed['stage'][]): number {
  return stages.reduce((sum, { stage, milliseconds }) => sum + (wanted.includes(stage) ? milliseconds : 0), 0)
}
