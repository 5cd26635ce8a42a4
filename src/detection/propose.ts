/** Stage 2: MB-FCN on one tile, and from its maps to boxes in the picture's own pixels. */
import * as tf from '@tensorflow/tfjs-core'
import type { Box } from '../geometry/box.ts'
import { clipBox } from '../geometry/roi.ts'
import { inCore } from '../geometry/tiles.ts'
import type { FoldedNetwork } from '../networks/fold.ts'
import type { BranchSpec } from '../networks/preset.ts'
import { type Calibration, lowestLogit, scoreOf } from './cascade.ts'
import { type Picture, windowAndMirrored, windowPixels } from './picture.ts'
import type { PlannedTile } from './plan.ts'

export interface Proposal {
  /** px of the picture, inside it. */
  readonly box: Box
  /** Height in px before the box was cut at the picture's edges: what calibration and the choice of path go by. */
  readonly height: number
  readonly detectorLogit: number
  /** Calibrated by MB-FCN's own calibration. */
  readonly score: number
}

/** Face logit, dx, dy, dw, dh: src/networks/mbfcn.ts. */
export const BRANCH_VALUES = 5

/** Sizes beyond base size·e^±3 are noise: the branches' ranges end at a factor of 2. */
const LARGEST_LOG_SIZE = 3

/** Runs MB-FCN on one tile; one read-back. Boxes whose calibrated score is < `floor` are left out. */
export async function proposeTile(
  mbfcn: FoldedNetwork,
  branches: readonly BranchSpec[],
  picture: Picture,
  planned: PlannedTile,
  calibration: Calibration,
  floor: number,
): Promise<Proposal[]> {
  const maps = await branchMaps(mbfcn, branches, picture, planned)
  return decodeMaps(maps, branches, planned, picture, calibration, floor)
}

/**
 * Runs MB-FCN on one tile, at mirrored levels on its mirror image too; the branches' maps one after the other, each
 * `[networkHeight/stride, networkWidth/stride, 5]`.
 */
export async function branchMaps(
  mbfcn: FoldedNetwork,
  branches: readonly Pick<BranchSpec, 'stride'>[],
  picture: Picture,
  planned: PlannedTile,
): Promise<Float32Array> {
  const { level, tile, networkWidth, networkHeight } = planned
  const { window } = tile
  const looks = level.mirrored
    ? windowAndMirrored(picture, level.shrink, window)
    : [windowPixels(picture, level.shrink, window)]
  const flat = tf.tidy(() => {
    const maps = looks.flatMap((look) => {
      const native = tf.tensor4d(look, [1, window.height, window.width, 3])
      const input =
        level.enlargement === 1 ? native : tf.image.resizeBilinear(native, [networkHeight, networkWidth], false, true)
      return mbfcn.run(input)
    })
    return tf.concat(maps.map((map) => tf.reshape(map, [-1])))
  })
  try {
    const answers = (await flat.data()) as Float32Array
    return level.mirrored ? meanOfLooks(answers, branches, planned) : answers
  } finally {
    flat.dispose()
  }
}

/** Mean of the first half's maps and of the second half's turned back: there dx points the other way. */
function meanOfLooks(
  answers: Float32Array,
  branches: readonly Pick<BranchSpec, 'stride'>[],
  { networkWidth, networkHeight }: PlannedTile,
): Float32Array {
  const [half, signs] = [answers.length / 2, [1, -1, 1, 1, 1]]
  const means = new Float32Array(half)
  let at = 0
  for (const { stride } of branches) {
    const [columns, rows] = [networkWidth / stride, networkHeight / stride]
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const turned = half + at + (columns - 1 - 2 * column) * BRANCH_VALUES
        for (let value = 0; value < BRANCH_VALUES; value++, at++)
          means[at] = ((answers[at] as number) + (signs[value] as number) * (answers[turned + value] as number)) / 2
      }
  }
  return means
}

/**
 * Branch maps, one after the other, each `[networkHeight/stride, networkWidth/stride, 5]`, to proposals. A face belongs to the
 * tile whose core holds its centre, and to the scales that answer for its height.
 */
export function decodeMaps(
  maps: Float32Array,
  branches: readonly BranchSpec[],
  { level, tile, networkWidth, networkHeight }: PlannedTile,
  picture: { readonly width: number; readonly height: number },
  calibration: Calibration,
  floor: number,
): Proposal[] {
  const proposals: Proposal[] = []
  const [lowest, highest] = level.heights
  let offset = 0
  for (const { stride, baseSize } of branches) {
    const columns = networkWidth / stride
    const cells = columns * (networkHeight / stride)
    const largest = Math.exp(LARGEST_LOG_SIZE)
    const range: [number, number] = [baseSize / largest / level.scale, (baseSize * largest) / level.scale]
    const threshold = lowestLogit(calibration, floor, range)
    for (let cell = 0; cell < cells; cell++, offset += BRANCH_VALUES) {
      const detectorLogit = maps[offset] as number
      // Written so that a NaN is dropped too.
      if (!(detectorLogit >= threshold)) continue
      const dw = maps[offset + 3] as number
      const dh = maps[offset + 4] as number
      if (!(Math.abs(dw) <= LARGEST_LOG_SIZE && Math.abs(dh) <= LARGEST_LOG_SIZE)) continue
      const height = (baseSize * Math.exp(dh)) / level.scale
      if (height < lowest || height >= highest) continue
      const score = scoreOf(calibration, detectorLogit, 0, height)
      if (score < floor) continue
      // Centre in px of the tile's level, then of the picture.
      const x = tile.window.x + (((cell % columns) + 0.5 + (maps[offset + 1] as number)) * stride) / level.enlargement
      const y =
        tile.window.y + ((Math.floor(cell / columns) + 0.5 + (maps[offset + 2] as number)) * stride) / level.enlargement
      if (!inCore(tile, x, y)) continue
      const width = (baseSize * Math.exp(dw)) / level.scale
      const whole = { x: x * level.shrink - width / 2, y: y * level.shrink - height / 2, width, height }
      const box = clipBox(whole, picture.width, picture.height)
      if (box.width > 0 && box.height > 0) proposals.push({ box, height, detectorLogit, score })
    }
  }
  return proposals
}
