/** What was measured, as text that can be pasted into an issue or a mail: Markdown, readable as it is, English for whoever gets it. */
import type { DeviceReport } from './bench-run.ts'

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
  const { info, startup, peakGigaflops, copyGigabytes } = networks
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  const lines = [
    `Specklens, preset ${info.preset} on ${info.backend}${info.adapter ? ` (${info.adapter})` : ''}, threads: ${info.threads}`,
    `${browser}, ${cores} cores`,
    ...info.rejected.map(({ backend, reason }) => `not on ${backend}: ${reason}`),
    `start: backend ${seconds(startup.backend)}, download ${seconds(startup.download)}, compiling ${seconds(startup.compile)}, first picture ${seconds(first)}`,
    `at best: ${peakGigaflops.toFixed(1)} GFLOP/s, copying ${copyGigabytes.toFixed(1)} GB/s`,
    '',
    '| picture | ROIs | stage | ms | GFLOP/s | of the best |',
    '|---|---|---|---|---|---|',
  ]
  for (const { wanted, report, milliseconds } of cases) {
    const name = `${wanted.width}×${wanted.height} | ${wanted.rois}`
    for (const { stage, milliseconds: time, gigaflop } of report.stages) {
      const rate = (gigaflop / time) * 1000
      const speed = gigaflop > 0 ? `${rate.toFixed(1)} | ${((100 * rate) / report.peakGigaflops).toFixed(0)} %` : ' | '
      lines.push(`| ${name} | ${STAGE_NAMES[stage]} | ${time.toFixed(0)} | ${speed} |`)
    }
    lines.push(`| ${name} | all | ${milliseconds.toFixed(0)} |  |  |`)
  }
  return `${lines.join('\n')}\n`
}
