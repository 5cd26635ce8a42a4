/** A benchmark as text for the terminal. */
import type { CaseResult } from './cases.ts'
import type { BenchResult } from './run.ts'

export function benchmarkTable(result: BenchResult): string {
  const { machine, info, prepareMilliseconds, cases } = result
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}, ${machine.browser}`,
    `${info.preset} on ${info.backend}${info.adapter ? ` (${info.adapter})` : ''}`,
    ...info.rejected.map(({ backend, reason }) => `  not on ${backend}: ${reason}`),
    `ready after ${(prepareMilliseconds / 1000).toFixed(1)} s, ${(info.weightBytes / 1e6).toFixed(1)} MB of weights`,
    ...networkLines(result),
    ...cases.flatMap(caseLines),
    ...comparisonLines(result),
    ...detectionLines(result),
  ].join('\n')
}

function networkLines({ networks, peakGigaflops }: BenchResult): string[] {
  return [
    '',
    row('network', 'input', 'ms', 'GFLOP/s', 'of peak'),
    ...networks.map(({ network, input, milliseconds, gigaflops }) =>
      row(network, input.join('×'), milliseconds.toFixed(1), gigaflops.toFixed(1), percent(gigaflops / peakGigaflops)),
    ),
    row('peak', '', '', peakGigaflops.toFixed(1), '100 %'),
  ]
}

function caseLines({ width, height, rois, tiles, networkMegapixels, ...result }: CaseResult): string[] {
  const { stages, milliseconds, peakGigaflops } = result
  return [
    '',
    `${width}×${height}, ${rois} ROIs: ${tiles} tiles, ${networkMegapixels.toFixed(1)} megapixels through MB-FCN`,
    row('stage', 'GFLOP', 'ms', 'GFLOP/s', 'of peak'),
    ...stages.map(({ stage, gigaflop, gigaflops, shareOfPeak, milliseconds: time }) =>
      gigaflop > 0
        ? row(stage, gigaflop.toFixed(1), time.toFixed(1), gigaflops.toFixed(1), percent(shareOfPeak))
        : row(stage, '', time.toFixed(1), '', ''),
    ),
    row('all, and peak', '', milliseconds.toFixed(1), peakGigaflops.toFixed(1), '100 %'),
  ]
}

function comparisonLines({ onnxruntime, ratios }: BenchResult): string[] {
  return [
    '',
    `1024×768, 100 ROIs, WebAssembly, one thread: ours ${onnxruntime.oursMilliseconds.toFixed(0)} ms, ` +
      `ONNX Runtime ${onnxruntime.version} ${onnxruntime.ortMilliseconds.toFixed(0)} ms`,
    row('ours / ONNX Runtime', '', ratios.ours_over_ort_wasm.toFixed(2), '', ''),
  ]
}

function detectionLines({ detection }: BenchResult): string[] {
  if (!detection) return []
  const { pictures, megapixels, proposed, classified, times } = detection
  const total = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  return [
    '',
    `${pictures} pictures, ${megapixels.toFixed(1)} megapixels, ${proposed} ROIs, ${classified} of them classified`,
    row('stage', '', 'ms/picture', '', 'of all'),
    ...times.map(({ stage, milliseconds }) =>
      row(stage, '', (milliseconds / pictures).toFixed(1), '', percent(milliseconds / total)),
    ),
    row('all', '', (total / pictures).toFixed(1), '', '100 %'),
  ]
}

function row(name: string, input: string, time: string, speed: string, share: string): string {
  return [name.padEnd(19), input.padEnd(14), time.padStart(10), speed.padStart(10), share.padStart(9)]
    .join(' ')
    .trimEnd()
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}
