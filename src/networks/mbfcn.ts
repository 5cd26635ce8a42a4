/** MB-FCN (Bai and Ghanem, arXiv 1707.06330): proposes ROIs. One pass; each branch reads its own merge of deep and shallow maps. */
import * as tf from '@tensorflow/tfjs-layers'
import { add, conv, enlarge, residualBlocks } from './blocks.ts'
import type { MbfcnSpec } from './preset.ts'

/** Channels of a branch's output: face logit, then dx, dy, dw, dh. */
export const BRANCH_CHANNELS = 5

/**
 * Builds the network with fresh weights; the caller disposes.
 *
 * Input `[B,H,W,3]`, RGB scaled to −1…1, H and W multiples of the largest stride (32).
 * Output: one `[B,H/stride,W/stride,5]` a branch, shallowest first: face logit, dx, dy, dw, dh, where the box's centre is
 * `(column + 0.5 + dx)·stride` (y alike) and its width `baseSize·exp(dw)` (height alike), in px of the input.
 * @throws Error when the branches' strides are not those of the stages.
 */
export function buildMbfcn(spec: MbfcnSpec): tf.LayersModel {
  spec.branches.forEach((branch, index) => {
    if (branch.stride !== 4 << index)
      throw new Error(`Branch ${index} must have stride ${4 << index}, not ${branch.stride}.`)
  })
  const input = tf.input({ shape: [null, null, 3], name: 'picture' })
  const shallow: tf.SymbolicTensor[] = []
  let features = conv(input, { name: 'stem', channels: spec.stem, stride: 2 })
  spec.stages.forEach((stage, index) => {
    const name = `stage${4 << index}`
    features = conv(features, { name: `${name}_down`, channels: stage.channels, stride: 2 })
    features = residualBlocks(features, `${name}_block`, stage.channels, stage.blocks)
    shallow.push(features)
  })
  return tf.model({ name: 'mbfcn', inputs: input, outputs: topDown(shallow, spec) })
}

/** From the deepest map upwards: lateral 1×1 + the enlarged deeper merge → 3×3 → the branch's own output layer. */
function topDown(shallow: readonly tf.SymbolicTensor[], spec: MbfcnSpec): tf.SymbolicTensor[] {
  const outputs: tf.SymbolicTensor[] = []
  let deeper: tf.SymbolicTensor | undefined
  for (let index = shallow.length - 1; index >= 0; index--) {
    const name = `branch${4 << index}`
    const lateral = conv(shallow[index] as tf.SymbolicTensor, {
      name: `${name}_lateral`,
      channels: spec.merge,
      kernel: 1,
      relu: false,
    })
    const merged: tf.SymbolicTensor = deeper
      ? add(lateral, enlarge(deeper, `${name}_enlarge`, 2), `${name}_sum`)
      : lateral
    deeper = conv(merged, { name: `${name}_merge`, channels: spec.merge })
    outputs.unshift(conv(deeper, { name: `${name}_out`, channels: BRANCH_CHANNELS, kernel: 1, normalise: false }))
  }
  return outputs
}
