/** A benchmark as text for the terminal. */
import type { BenchResult } from './run.ts'

export function benchmarkTable({ info, peakGigaflops, networks, detection }: BenchResult): string {
  const lines = [
    `${info.preset} on ${info.backend}${info.adapter ? ` (${info.adapter})` : ''}`,
    ...info.rejected.map(({ backend, reason }) => `  not on ${backend}: ${reason}`),
    '',
    row('network', 'input', 'ms', 'GFLOP/s', 'of peak'),
    ...networks.map(({ network, input, milliseconds, gigaflops }) =>
      row(network, input.join('×'), milliseconds.toFixed(1), gigaflops.toFixed(1), percent(gigaflops / peakGigaflops)),
    ),
    row('matrix product', '', '', peakGigaflops.toFixed(1), '100 %'),
  ]
  if (detection) {
    const { pictures, megapixels, proposed, classified, times } = detection
    const total = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    lines.push(
      '',
      `${pictures} pictures, ${megapixels.toFixed(1)} megapixels, ${proposed} ROIs, ${classified} of them classified`,
      row('stage', '', 'ms/picture', '', 'of all'),
      ...times.map(({ stage, milliseconds }) =>
        row(stage, '', (milliseconds / pictures).toFixed(1), '', percent(milliseconds / total)),
      ),
      row('all', '', (total / pictures).toFixed(1), '', '100 %'),
    )
  }
  return lines.join('\n')
}

function row(name: string, input: string, time: string, speed: string, share: string): string {
  return [name.padEnd(16), input.padEnd(14), time.padStart(10), speed.padStart(10), share.padStart(9)]
    .join(' ')
    .trimEnd()
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}
