/** Fits the final score anew: logistic regression by Newton's method, held near the calibration that shipped. */
import type { Calibration, Cascade } from '../detection/cascade.ts'
import type { Face } from '../detection/face.ts'
import type { Looked } from './measure.ts'
import { labelRois } from './samples/roi-labels.ts'

/** Weight of the old coefficients: as much as some dozen ROIs have. */
const RIDGE = 4
const MOST_ITERATIONS = 40
/** With fewer ROIs, or of one kind alone, the calibration stays. */
const LEAST_ROWS = 40
const REFERENCE_HEIGHT = 16

/**
 * Coefficients w that minimise Σ log(1 + e^−(±w·x)) + ridge/2·|w − prior|², by Newton's method. `features` has a row a sample, `labels` 1 or 0.
 * @throws RangeError where the lists differ in length
 */
export function fitLogistic(
  features: readonly (readonly number[])[],
  labels: readonly number[],
  prior: readonly number[],
  ridge: number,
): number[] {
  if (features.length !== labels.length) throw new RangeError(`${features.length} rows need as many labels.`)
  const size = prior.length
  let w = [...prior]
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const gradient = w.map((value, index) => ridge * (value - (prior[index] as number)))
    const hessian = w.map((_, row) => w.map((_, column) => (row === column ? ridge : 0)))
    for (const [at, x] of features.entries()) {
      const z = x.reduce((sum, value, index) => sum + value * (w[index] as number), 0)
      const p = 1 / (1 + Math.exp(-Math.min(Math.max(z, -30), 30)))
      for (let row = 0; row < size; row++) {
        gradient[row] = (gradient[row] as number) + (x[row] as number) * (p - (labels[at] as number))
        const line = hessian[row] as number[]
        for (let column = 0; column < size; column++)
          line[column] = (line[column] as number) + (x[row] as number) * (x[column] as number) * p * (1 - p)
      }
    }
    const step = solve(hessian, gradient)
    // A full step may overshoot where the data is nearly separable.
    const longest = Math.max(...step.map(Math.abs))
    const share = longest > 2 ? 2 / longest : 1
    w = w.map((value, index) => value - share * (step[index] as number))
    if (longest < 1e-8) break
  }
  return w
}

/**
 * The cascade with MB-FCN's calibration fitted anew on what was found in labelled pictures (those that no network learned from). The second
 * stage's move along and keep what they add to it: a regression of their own would weigh the discriminator so heavily that badly placed
 * second boxes of a face rise above well placed ones (pretraining/METHOD.md, Score).
 */
export function calibrate(cascade: Cascade, looked: readonly Looked[]): Cascade {
  const rows: Row[] = []
  for (const { labelled, faces } of looked) {
    const labels = labelRois(
      faces.map(({ box }) => box),
      labelled.faces,
    )
    for (const [index, face] of faces.entries()) {
      const label = labels[index]?.face ?? -1
      if (label >= 0) rows.push({ face, label })
    }
  }
  const before = cascade.calibration.mbfcn
  const mbfcn = refit(before, rows)
  const moved = (old: Calibration): Calibration => ({
    ...old,
    bias: old.bias + mbfcn.bias - before.bias,
    detectorLogit: old.detectorLogit + mbfcn.detectorLogit - before.detectorLogit,
  })
  const { generated, direct } = cascade.calibration
  return { ...cascade, calibration: { mbfcn, generated: moved(generated), direct: moved(direct) } }
}

interface Row {
  readonly face: Face
  readonly label: number
}

function refit(old: Calibration, rows: readonly Row[]): Calibration {
  const faces = rows.filter(({ label }) => label === 1).length
  if (rows.length < LEAST_ROWS || faces < 5 || rows.length - faces < 5) return old
  // The height takes part where it did before: fitted on few pictures, it ranks badly (pretraining/METHOD.md, Score).
  const tall = old.logHeight !== 0
  const features = rows.map(({ face }) => [
    1,
    face.detectorLogit,
    ...(tall ? [Math.log(Math.max(face.box.height, 1e-3) / REFERENCE_HEIGHT)] : []),
  ])
  const prior = [old.bias, old.detectorLogit, ...(tall ? [old.logHeight] : [])]
  const labels = rows.map(({ label }) => label)
  const [bias = 0, detectorLogit = 1, logHeight = 0] = fitLogistic(features, labels, prior, RIDGE)
  return { bias, detectorLogit, faceLogit: 0, logHeight }
}

/** A·x = b by Gauss's elimination with the largest pivot first; A is symmetric and positive definite here. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] as number])
  const size = right.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]?.[column] as number) > Math.abs(rows[pivot]?.[column] as number)) pivot = row
    const line = rows[pivot] as number[]
    rows[pivot] = rows[column] as number[]
    rows[column] = line
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const other = rows[row] as number[]
      const factor = (other[column] as number) / (line[column] as number)
      for (let at = column; at <= size; at++) other[at] = (other[at] as number) - factor * (line[at] as number)
    }
  }
  return rows.map((row, index) => (row[size] as number) / (row[index] as number))
}
