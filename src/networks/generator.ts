/** The generator: up-sample sub-network G1 (×4 by two de-convolutions), then refinement sub-network G2 (PAPER.md, table 1). */
import * as tf from '@tensorflow/tfjs-layers'
import { add, conv, deconv, enlarge, residualBlocks } from './blocks.ts'
import type { GeneratorSpec } from './preset.ts'

/**
 * Builds the network with fresh weights; the caller disposes.
 *
 * Input `[B,h,w,3]`, RGB scaled to −1…1. Outputs `[G1(lr), G2(G1(lr))]`, both `[B,4h,4w,3]`, linear: clamp to −1…1 to show.
 * Both are supervised by the pixel loss, equation (4).
 */
export function buildGenerator(spec: GeneratorSpec): tf.LayersModel {
  const input = tf.input({ shape: [null, null, 3], name: 'low' })
  const upsampled = upsample(input, spec)
  return tf.model({ name: 'generator', inputs: input, outputs: [upsampled, refine(upsampled, spec)] })
}

function upsample(input: tf.SymbolicTensor, { upsample: spec, skip }: GeneratorSpec): tf.SymbolicTensor {
  let features = conv(input, { name: 'up_in', channels: spec.channels })
  features = residualBlocks(features, 'up_block', spec.channels, spec.blocks)
  features = conv(features, { name: 'up_body', channels: spec.channels })
  features = deconv(features, 'up_deconv1', spec.deconvs[0])
  features = deconv(features, 'up_deconv2', spec.deconvs[1])
  const rgb = conv(features, { name: 'up_rgb', channels: 3, kernel: spec.rgbKernel, normalise: false })
  return skip ? add(rgb, enlarge(input, 'up_enlarge', 4), 'upsampled') : rgb
}

function refine(input: tf.SymbolicTensor, { refine: spec, skip }: GeneratorSpec): tf.SymbolicTensor {
  let features = conv(input, { name: 'refine_in', channels: spec.channels })
  features = residualBlocks(features, 'refine_block', spec.channels, spec.blocks)
  features = conv(features, { name: 'refine_body', channels: spec.channels })
  spec.tail.forEach((channels, index) => {
    features = conv(features, { name: `refine_tail${index + 1}`, channels })
  })
  const rgb = conv(features, { name: 'refine_rgb', channels: 3, normalise: false })
  return skip ? add(rgb, input, 'refined') : rgb
}
