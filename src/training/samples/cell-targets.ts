/** The assigned cells of a batch of crops as the tensors that MB-FCN's losses read. */
import * as tf from '@tensorflow/tfjs-core'
import type { Box } from '../../geometry/box.ts'
import type { BranchSpec } from '../../networks/preset.ts'
import type { CellTargets } from '../losses/mbfcn.ts'
import { assignCells, BACKGROUND, cellGrid } from './targets.ts'

export interface LabelledCrop {
  /** In px of the crop. */
  readonly faces: readonly Box[]
  readonly ignored: readonly Box[]
  /** Of each face, 0 to 1; default 1. */
  readonly weights?: readonly number[]
}

/** Ignored areas come in these numbers, so that shapes stay few. */
const IGNORED_BUCKETS = [4, 16, 64, 256]

/** Targets of a batch of square crops of `size` px; `disposeTargets` frees them. */
export function cellTargets(
  crops: readonly LabelledCrop[],
  size: number,
  branches: readonly BranchSpec[],
): CellTargets {
  const grid = cellGrid(size, branches)
  const count = grid.length / 4
  const faces = new Float32Array(crops.length * count * 4)
  const positive = new Float32Array(crops.length * count)
  const background = new Float32Array(crops.length * count)
  for (const [at, crop] of crops.entries()) {
    const cells = assignCells(crop.faces, crop.ignored, size, branches)
    for (let cell = 0; cell < count; cell++) {
      const index = cells[cell] as number
      const offset = at * count + cell
      const [x, y, , base] = grid.subarray(cell * 4, cell * 4 + 4) as unknown as [number, number, number, number]
      const box = crop.faces[index] ?? { x: x - base / 2, y: y - base / 2, width: base, height: base }
      faces.set([box.x, box.y, box.x + box.width, box.y + box.height], offset * 4)
      if (index >= 0) positive[offset] = crop.weights?.[index] ?? 1
      if (index === BACKGROUND) background[offset] = 1
    }
  }
  return {
    grid: tf.tensor2d(grid, [count, 4]),
    faces: tf.tensor3d(faces, [crops.length, count, 4]),
    positive: tf.tensor2d(positive, [crops.length, count]),
    background: tf.tensor2d(background, [crops.length, count]),
    ignored: ignoredTensor(crops),
  }
}

export function disposeTargets({ grid, faces, positive, background, ignored }: CellTargets): void {
  tf.dispose([grid, faces, positive, background])
  ignored?.dispose()
}

function ignoredTensor(crops: readonly LabelledCrop[]): tf.Tensor3D | null {
  const most = Math.max(0, ...crops.map(({ ignored }) => ignored.length))
  if (most === 0) return null
  const places = IGNORED_BUCKETS.find((bucket) => bucket >= most) ?? most
  const boxes = new Float32Array(crops.length * places * 4)
  for (const [at, { ignored }] of crops.entries())
    for (const [index, { x, y, width, height }] of ignored.entries())
      boxes.set([x, y, x + width, y + height], (at * places + index) * 4)
  return tf.tensor3d(boxes, [crops.length, places, 4])
}
