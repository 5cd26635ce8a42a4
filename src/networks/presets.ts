/** The three presets. `paper` is PAPER.md's table 1; `compact` ships; `tiny` keeps stories on software WebGPU quick. */
import type { BranchSpec, MbfcnSpec, Preset, PresetName } from './preset.ts'

/** Overlapping ranges of face heights in px of the network's input; a branch's base size is its range's geometric middle. */
const branches: readonly BranchSpec[] = [
  { stride: 4, heights: [5, 16], baseSize: 9 },
  { stride: 8, heights: [12, 40], baseSize: 22 },
  { stride: 16, heights: [32, 110], baseSize: 60 },
  { stride: 32, heights: [90, 320], baseSize: 170 },
]

// Channels are multiples of 16 and 32 because vector units work in such widths: on AVX-512 this network learns twice as
// fast as one of equal cost with 28, 48 and 56 channels (pretraining/METHOD.md). From stride 8 on there are two blocks: faces of
// 16–32 px, which that branch answers for, were found least well with one.
const compactMbfcn: MbfcnSpec = {
  stem: 16,
  stages: [
    { channels: 32, blocks: 1 },
    { channels: 64, blocks: 2 },
    { channels: 64, blocks: 2 },
    { channels: 64, blocks: 2 },
  ],
  merge: 32,
  branches,
}

const paper: Preset = {
  name: 'paper',
  mbfcn: compactMbfcn,
  generator: {
    upsample: { channels: 64, blocks: 8, deconvs: [256, 256], rgbKernel: 1 },
    refine: { channels: 64, blocks: 8, tail: [256, 256] },
    skip: false,
  },
  discriminator: {
    stages: [
      { channels: 64, convs: 2 },
      { channels: 128, convs: 2 },
      { channels: 256, convs: 4 },
      { channels: 512, convs: 4 },
      { channels: 512, convs: 4 },
    ],
    box: false,
  },
  patch: { low: 16, high: 64, context: 1.5 },
}

const compact: Preset = {
  name: 'compact',
  mbfcn: compactMbfcn,
  generator: {
    upsample: { channels: 32, blocks: 3, deconvs: [32, 16], rgbKernel: 3 },
    refine: { channels: 8, blocks: 1, tail: [] },
    skip: true,
  },
  discriminator: {
    stages: [
      { channels: 16, convs: 1 },
      { channels: 32, convs: 2 },
      { channels: 32, convs: 3 },
      { channels: 64, convs: 3 },
      { channels: 64, convs: 3 },
    ],
    box: true,
  },
  patch: { low: 24, high: 96, context: 1.5 },
}

const tiny: Preset = {
  name: 'tiny',
  mbfcn: {
    stem: 16,
    stages: [
      { channels: 16, blocks: 1 },
      { channels: 16, blocks: 1 },
      { channels: 16, blocks: 1 },
      { channels: 32, blocks: 1 },
    ],
    merge: 16,
    branches,
  },
  generator: {
    upsample: { channels: 16, blocks: 1, deconvs: [16, 12], rgbKernel: 3 },
    refine: { channels: 8, blocks: 1, tail: [] },
    skip: true,
  },
  discriminator: {
    stages: [
      { channels: 8, convs: 1 },
      { channels: 12, convs: 1 },
      { channels: 16, convs: 1 },
      { channels: 24, convs: 1 },
      { channels: 24, convs: 1 },
    ],
    box: true,
  },
  patch: { low: 24, high: 96, context: 1.5 },
}

export const presets: Readonly<Record<PresetName, Preset>> = { paper, compact, tiny }
