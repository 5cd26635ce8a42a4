/** A benchmark as text for the terminal. */
import type { CaseResult } from './cases.ts'
import type { BenchResult } from './run.ts'

export function benchmarkTable(result: BenchResult): string {
  const { machine, info, cases } = result
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}, ${machine.browser}`,
    `${info.preset} on ${info.backend}${info.adapter ? ` (${info.adapter})` : ''}`,
    ...info.rejected.map(({ backend, reason }) => `  not on ${backend}: ${reason}`),
    ...(info.convolutionGain === null
      ? []
      : [`own convolutions ${info.convolutionGain.toFixed(1)} times as fast as tfjs’s`]),
    ...startLines(result),
    ...networkLines(result),
    ...cases.flatMap(caseLines),
    ...comparisonLines(result),
    ...threadLines(result),
    ...peerLines(result),
    ...detectionLines(result),
  ].join('\n')
}

function startLines({ info, startup, highWaterBytes, ...result }: BenchResult): string[] {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  const parts = [
    `backend ${seconds(startup.backend)}`,
    `download of ${(info.weightBytes / 1e6).toFixed(1)} MB ${seconds(startup.download)}`,
    `compiling ${seconds(startup.compile)}`,
  ]
  return [
    `ready after ${seconds(result.prepareMilliseconds)}: ${parts.join(', ')}`,
    `first picture (1024×768, 100 ROIs) ${seconds(result.firstInferenceMilliseconds)}`,
    highWaterBytes === null
      ? 'most memory: not told by this system'
      : `most memory ${(highWaterBytes / 1e6).toFixed(0)} MB`,
  ]
}

function networkLines({ networks, peakGigaflops, multiplyAddGigaflops, copyGigabytes }: BenchResult): string[] {
  return [
    '',
    row('network', 'input', 'ms', 'GFLOP/s', 'of best'),
    ...networks.map(({ network, input, milliseconds, gigaflops }) =>
      row(network, input.join('×'), milliseconds.toFixed(1), gigaflops.toFixed(1), percent(gigaflops / peakGigaflops)),
    ),
    row('tfjs’s best kernel', '', '', peakGigaflops.toFixed(1), '100 %'),
    row('multiply-adds', '', '', multiplyAddGigaflops?.toFixed(1) ?? 'unknown', ''),
    row('copying memory', '', '', `${copyGigabytes.toFixed(1)} GB/s`, ''),
  ]
}

function caseLines({ width, height, rois, tiles, networkMegapixels, ...result }: CaseResult): string[] {
  const { stages, milliseconds, peakGigaflops, multiplyAddGigaflops, copyGigabytes } = result
  return [
    '',
    `${width}×${height}, ${rois} ROIs: ${tiles} tiles, ${networkMegapixels.toFixed(1)} megapixels through MB-FCN`,
    row('stage', 'GFLOP', 'ms', 'GFLOP/s', 'of best', 'GB', 'GB/s', 'of copying', 'of possible'),
    ...stages.map((stage) =>
      stage.gigaflop > 0
        ? row(
            stage.stage,
            stage.gigaflop.toFixed(1),
            stage.milliseconds.toFixed(1),
            stage.gigaflops.toFixed(1),
            percent(stage.shareOfPeak),
            stage.gigabytes.toFixed(2),
            stage.gigabytesPerSecond.toFixed(1),
            percent(stage.shareOfCopy),
            percent(stage.shareOfPossible),
          )
        : row(stage.stage, '', stage.milliseconds.toFixed(1), '', ''),
    ),
    row('all', '', milliseconds.toFixed(1)),
    row('tfjs’s best kernel', '', '', peakGigaflops.toFixed(1), '100 %'),
    row(
      'the possible',
      '',
      '',
      multiplyAddGigaflops?.toFixed(1) ?? 'unknown',
      '',
      '',
      copyGigabytes.toFixed(1),
      '100 %',
      '100 %',
    ),
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

function threadLines({ threads }: BenchResult): string[] {
  if (!threads) return ['no second thread starts here']
  const { oneMilliseconds, twoMilliseconds, ofThreads, ofEngines, share } = threads
  return [
    `one thread ${oneMilliseconds.toFixed(0)} ms, two ${twoMilliseconds.toFixed(0)} ms: ${ofThreads.toFixed(2)} times as much; ` +
      `two engines of one thread each ${ofEngines.toFixed(2)} times; ${percent(share)} of that gain`,
  ]
}

function peerLines({ peers }: BenchResult): string[] {
  if (peers.length === 0) return []
  return [
    '',
    'The sample at 1024×768, each package as its users run it:',
    ...peers.map(({ name, backend, milliseconds, faces, reason }) => {
      const result =
        milliseconds === null ? `does not run here: ${reason}` : `${milliseconds.toFixed(0)} ms, ${faces} faces`
      return `${name.padEnd(38)} ${backend.padEnd(8)} ${result}`
    }),
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

function row(name: string, input: string, ...columns: readonly string[]): string {
  const widths = [10, 10, 9, 8, 8, 11, 12]
  const cells = columns.map((column, index) => column.padStart(widths[index] ?? 0))
  return [name.padEnd(19), input.padEnd(14), ...cells].join(' ').trimEnd()
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}
