/** What a preset says: the sizes of the three networks, as data. One code builds them all. */

/** One branch of MB-FCN: reads the merged map at `stride` and is responsible for faces of `heights` (px, network input). */
export interface BranchSpec {
  readonly stride: number
  readonly heights: readonly [number, number]
  /** Side in px that a box has when its log-size output is 0. */
  readonly baseSize: number
}

export interface MbfcnSpec {
  /** Channels of the stem convolution (stride 2). */
  readonly stem: number
  /** One stage a stride (4, 8, 16, 32): channels and number of residual blocks. */
  readonly stages: readonly { readonly channels: number; readonly blocks: number }[]
  /** Channels of the top-down merge. */
  readonly merge: number
  readonly branches: readonly BranchSpec[]
}

export interface GeneratorSpec {
  readonly upsample: {
    readonly channels: number
    readonly blocks: number
    readonly deconvs: readonly [number, number]
    /** Kernel side of G1's last convolution; the paper prints 1. */
    readonly rgbKernel: 1 | 3
  }
  readonly refine: {
    readonly channels: number
    readonly blocks: number
    /** Channels of the convolutions before the last one; the paper has two of 256. */
    readonly tail: readonly number[]
  }
  /** Adds the enlarged input to G1's output and G1's output to G2's, so that the sub-networks learn only what is missing. */
  readonly skip: boolean
}

export interface DiscriminatorSpec {
  /** VGG stages; a max-pool follows each but the last. */
  readonly stages: readonly { readonly channels: number; readonly convs: number }[]
  /** A third parallel layer that corrects the box (SOD-MTGAN, ECCV 2018); the paper's own preset has none. */
  readonly box: boolean
}

export interface PatchSpec {
  /** Side of the generator's input in px; its output has four times that. */
  readonly low: number
  readonly high: number
  /** Side of the square patch over the face's longer side. */
  readonly context: number
}

export interface Preset {
  readonly name: PresetName
  readonly mbfcn: MbfcnSpec
  readonly generator: GeneratorSpec
  readonly discriminator: DiscriminatorSpec
  readonly patch: PatchSpec
}

export type PresetName = 'paper' | 'compact' | 'tiny'
export type NetworkName = 'mbfcn' | 'generator' | 'discriminator'
