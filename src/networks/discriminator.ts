/** The discriminator: VGG stages without the pool after conv5, then fc_GAN and fc_clc in parallel (PAPER.md, table 1). */
import * as tf from '@tensorflow/tfjs-layers'
import { conv } from './blocks.ts'
import type { DiscriminatorSpec } from './preset.ts'

/**
 * Builds the network with fresh weights; the caller disposes.
 *
 * Input `[B,side,side,3]`, RGB scaled to −1…1. Outputs `[fcGan, fcClc]`, both `[B,1]` **logits** (the paper's sigmoids are
 * applied by losses and scoring, which is the numerically stable place); with `box` a third one, `[B,4]`: dx, dy, dw, dh
 * relative to the ROI's box.
 */
export function buildDiscriminator(spec: DiscriminatorSpec, side: number): tf.LayersModel {
  const input = tf.input({ shape: [side, side, 3], name: 'high' })
  let features: tf.SymbolicTensor = input
  spec.stages.forEach((stage, index) => {
    for (let layer = 1; layer <= stage.convs; layer++) {
      features = conv(features, { name: `conv${index + 1}_${layer}`, channels: stage.channels })
    }
    if (index < spec.stages.length - 1) {
      const pool = tf.layers.maxPooling2d({ name: `pool${index + 1}`, poolSize: 2, strides: 2, padding: 'valid' })
      features = pool.apply(features) as tf.SymbolicTensor
    }
  })
  const flat = tf.layers.flatten({ name: 'flatten' }).apply(features) as tf.SymbolicTensor
  const outputs = [dense(flat, 'fc_gan', 1), dense(flat, 'fc_clc', 1)]
  if (spec.box) outputs.push(dense(flat, 'fc_box', 4))
  return tf.model({ name: 'discriminator', inputs: input, outputs })
}

/** New layers start from N(0, 0.1) in the paper; with batch norm before them N(0, 0.01) keeps the first logits near 0. */
function dense(input: tf.SymbolicTensor, name: string, units: number): tf.SymbolicTensor {
  const kernelInitializer = tf.initializers.randomNormal({ mean: 0, stddev: 0.01 })
  return tf.layers.dense({ name, units, kernelInitializer }).apply(input) as tf.SymbolicTensor
}
