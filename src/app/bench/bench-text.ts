/** What was measured, as text that can be pasted into an issue or a mail: Markdown, readable as it is, English for whoever gets it. */
import type { DeviceReport } from './bench-run.ts'
import { sharesOf } from './shares.ts'

export interface Device {
  readonly browser: string
  readonly cores: number
}

export const STAGE_NAMES = {
  propose: 'MB-FCN',
  crop: 'Cropping',
  superResolve: 'Generator',
  classify: 'Discriminator',
} as const

export function reportText({ networks, first, cases }: DeviceReport, { browser, cores }: Device): string {
  const { info, startup, peakGigaflops, multiplyAddGigaflops, copyGigabytes } = networks
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  const lines = [
    `Specklens, preset ${info.preset} on ${info.backend}${info.adapter ? ` (${info.adapter})` : ''}, threads: ${info.threads}`,
    `${browser}, ${cores} cores`,
    ...info.rejected.map(({ backend, reason }) => `not on ${backend}: ${reason}`),
    `start: backend ${seconds(startup.backend)}, download ${seconds(startup.download)}, compiling ${seconds(startup.compile)}, first picture ${seconds(first)}`,
    ...(info.convolutionGain === null
      ? []
      : [
          `own convolutions: ${info.convolutionGain.toFixed(1)} times as fast as TensorFlow.js's, used from 1.3 times on`,
        ]),
    `best kernel of TensorFlow.js: ${peakGigaflops.toFixed(1)} GFLOP/s`,
    `possible: multiply-adds ${multiplyAddGigaflops?.toFixed(1) ?? 'unknown'} GFLOP/s, copying ${copyGigabytes.toFixed(1)} GB/s`,
    '',
    '| picture | ROIs | stage | ms | GFLOP/s | of the best kernel | of the possible |',
    '|---|---|---|---|---|---|---|',
  ]
  for (const { wanted, report, milliseconds } of cases) {
    const name = `${wanted.width}×${wanted.height} | ${wanted.rois}`
    for (const speed of report.stages) {
      const shares = sharesOf(speed, report)
      const cells = shares
        ? [shares.gigaflops.toFixed(1), percent(shares.ofBest), percent(shares.ofPossible)]
        : ['', '', '']
      lines.push(`| ${[name, STAGE_NAMES[speed.stage], speed.milliseconds.toFixed(0), ...cells].join(' | ')} |`)
    }
    lines.push(`| ${name} | all | ${milliseconds.toFixed(0)} |  |  |  |`)
  }
  return `${lines.join('\n')}\n`
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
