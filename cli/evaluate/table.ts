/** An evaluation as a table for the terminal, in Markdown so that it can be pasted into a model card. */
import { type Evaluation, LOW_IOU, type Measured } from '../../src/metrics/evaluation.ts'

export function evaluationTable(title: string, evaluation: Evaluation): string {
  const { iou, averagePrecision, averagePrecisionAtLowIou, recallAtOneFalsePositive } = evaluation
  const allFaces = averagePrecision[0]?.faces ?? 0
  const rows = averagePrecision.map((result) => [`AP at IoU ${iou}, ${result.band}`, result.faces, ...cells(result)])
  if (recallAtOneFalsePositive)
    rows.push(['recall at 1 false positive per picture', allFaces, ...cells(recallAtOneFalsePositive)])
  rows.push([`AP at IoU ${LOW_IOU}, ≥ 4 px`, allFaces, ...cells(averagePrecisionAtLowIou)])
  const protocol = evaluation.protocol === 'wider' ? ", WIDER FACE's own protocol" : ''
  const summary = `${evaluation.pictures} pictures, ${evaluation.predictions} predictions${protocol}`
  return `${title} (${summary})\n\n${markdown([['', 'faces', 'value', '95 % interval'], ...rows])}`
}

function cells({ value, interval }: Measured): [string, string] {
  return [percent(value), interval ? `${percent(interval.low)} – ${percent(interval.high)}` : '–']
}

function percent(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

function markdown(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)))
  const lines = rows.map((row) => {
    const padded = row.map((cell, column) => {
      const width = widths[column] as number
      return column === 0 ? String(cell).padEnd(width) : String(cell).padStart(width)
    })
    return `| ${padded.join(' | ')} |`
  })
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}
