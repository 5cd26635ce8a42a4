/** The layers that all three networks are made of. Keras defaults hold: SAME padding, batch norm with epsilon 1e-3, momentum 0.99. */
import * as tf from '@tensorflow/tfjs-layers'

type Symbolic = tf.SymbolicTensor

export interface ConvOptions {
  readonly name: string
  readonly channels: number
  readonly kernel?: number
  readonly stride?: number
  /** Batch normalisation and ReLU after it; a plain biased convolution otherwise. */
  readonly normalise?: boolean
  readonly relu?: boolean
}

/** Convolution, then batch normalisation and ReLU unless switched out. `[B,H,W,C]` → `[B,⌈H/stride⌉,⌈W/stride⌉,channels]`. */
export function conv(input: Symbolic, options: ConvOptions): Symbolic {
  const { name, channels, kernel = 3, stride = 1, normalise = true, relu = normalise } = options
  const layer = tf.layers.conv2d({
    name,
    filters: channels,
    kernelSize: kernel,
    strides: stride,
    padding: 'same',
    useBias: !normalise,
    kernelInitializer: 'heNormal',
  })
  return finish(layer.apply(input) as Symbolic, name, normalise, relu)
}

/** De-convolution of size 3 and stride 2, batch normalisation, ReLU: `[B,H,W,C]` → `[B,2H,2W,channels]`. */
export function deconv(input: Symbolic, name: string, channels: number): Symbolic {
  const layer = tf.layers.conv2dTranspose({
    name,
    filters: channels,
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    useBias: false,
    kernelInitializer: 'heNormal',
  })
  return finish(layer.apply(input) as Symbolic, name, true, true)
}

/** Two normalised convolutions around a skip connection; ReLU after the sum. Keeps the shape. */
export function residualBlock(input: Symbolic, name: string, channels: number): Symbolic {
  const first = conv(input, { name: `${name}_a`, channels })
  const second = conv(first, { name: `${name}_b`, channels, relu: false })
  return rectify(add(input, second, `${name}_sum`), `${name}_relu`)
}

/** `count` residual blocks in a row. */
export function residualBlocks(input: Symbolic, name: string, channels: number, count: number): Symbolic {
  let features = input
  for (let index = 1; index <= count; index++) features = residualBlock(features, `${name}${index}`, channels)
  return features
}

export function add(a: Symbolic, b: Symbolic, name: string): Symbolic {
  return tf.layers.add({ name }).apply([a, b]) as Symbolic
}

/** Nearest-neighbour enlargement: a pure repetition, so that every backend and PyTorch agree to the bit. */
export function enlarge(input: Symbolic, name: string, factor: number): Symbolic {
  return tf.layers.upSampling2d({ name, size: [factor, factor], interpolation: 'nearest' }).apply(input) as Symbolic
}

function rectify(input: Symbolic, name: string): Symbolic {
  return tf.layers.activation({ name, activation: 'relu' }).apply(input) as Symbolic
}

function finish(input: Symbolic, name: string, normalise: boolean, relu: boolean): Symbolic {
  const normalised = normalise ? (tf.layers.batchNormalization({ name: `${name}_bn` }).apply(input) as Symbolic) : input
  return relu ? rectify(normalised, `${name}_relu`) : normalised
}
