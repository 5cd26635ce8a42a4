/** The second stage's samples: ROIs mined by MB-FCN on the labelled pictures, and patches that are large enough to be truth. */

import { cropPatches } from '../../detection/crop.ts'
import type { Detector } from '../../detection/detect.ts'
import { mergeProposals } from '../../detection/merge.ts'
import { planDetection } from '../../detection/plan.ts'
import { type Proposal, proposeTile } from '../../detection/propose.ts'
import type { Box } from '../../geometry/box.ts'
import { DEFAULT_SMALLEST_FACE } from '../../geometry/pyramid.ts'
import { type BoxDeltas, boxDeltas } from '../../geometry/roi.ts'
import { gaussian } from './degrade.ts'
import type { Labelled } from './labelled.ts'
import { labelRois } from './roi-labels.ts'

export interface Roi {
  /** `[side × side × 3]`, RGB in −1…1. */
  readonly pixels: Float32Array
  readonly face: 0 | 1
  readonly deltas: BoxDeltas
}

export interface Heaps {
  /** ROIs that would pass the generator, as its input; they have no truth. */
  readonly tiny: readonly Roi[]
  /** Larger ROIs, at the discriminator's side. */
  readonly direct: readonly Roi[]
  /** High-resolution truth for pairs: faces from 48 px on, and false positives of that size. */
  readonly truth: readonly Roi[]
}

type Heap = keyof Heaps

export const TRUTH_HEIGHT = 48
const FLOOR = 0.03
const MOST_PROPOSALS = 150
/** Per picture and heap: half faces, half others. */
const PER_PICTURE: Readonly<Record<Heap, number>> = { tiny: 40, direct: 14, truth: 8 }
/** How far MB-FCN's boxes are off, of a box's side. */
const DISPLACEMENT = 0.06
const NO_DELTAS: BoxDeltas = [0, 0, 0, 0]

interface Wanted {
  readonly box: Box
  readonly face: 0 | 1
  readonly deltas: BoxDeltas
}

/** Mines one picture after the other; yields after each. @throws the signal's reason */
export async function* mineRois(
  detector: Detector,
  pictures: readonly Labelled[],
  random: () => number,
  signal?: AbortSignal,
): AsyncGenerator<number, Heaps> {
  const heaps = { tiny: [] as Roi[], direct: [] as Roi[], truth: [] as Roi[] }
  for (const [index, labelled] of pictures.entries()) {
    signal?.throwIfAborted()
    const proposals = await propose(detector, labelled)
    const wanted = choose(detector, labelled, proposals, random)
    for (const heap of Object.keys(heaps) as Heap[])
      heaps[heap].push(...(await cutRois(detector, labelled, wanted[heap], heap)))
    yield index + 1
  }
  return heaps
}

async function propose({ mbfcn, preset, cascade, shapes }: Detector, { picture }: Labelled): Promise<Proposal[]> {
  const found: Proposal[] = []
  for (const tile of planDetection(picture, DEFAULT_SMALLEST_FACE, shapes))
    found.push(...(await proposeTile(mbfcn, preset.mbfcn.branches, picture, tile, cascade.calibration.mbfcn, FLOOR)))
  return mergeProposals(found, cascade).slice(0, MOST_PROPOSALS)
}

function choose(
  { cascade }: Detector,
  { faces }: Labelled,
  proposals: readonly Proposal[],
  random: () => number,
): Record<Heap, Wanted[]> {
  const wanted: Record<Heap, Wanted[]> = { tiny: [], direct: [], truth: [] }
  const counts = new Map<string, number>()
  const put = (heap: Heap, one: Wanted) => {
    const key = `${heap} ${one.face}`
    const count = counts.get(key) ?? 0
    if (count >= PER_PICTURE[heap] / 2) return
    counts.set(key, count + 1)
    wanted[heap].push(one)
  }
  const labels = labelRois(
    proposals.map(({ box }) => box),
    faces,
  )
  const { tinyHeight } = cascade.gate
  for (const [index, { box, height }] of proposals.entries()) {
    const label = labels[index]
    if (!label || label.face < 0) continue
    const one: Wanted = {
      box,
      face: label.face as 0 | 1,
      deltas: label.face === 1 && label.target ? boxDeltas(box, label.target) : NO_DELTAS,
    }
    put(height < tinyHeight ? 'tiny' : 'direct', one)
    if (label.face === 0 && height >= TRUTH_HEIGHT) put('truth', one)
  }
  // True faces beside the found ones: what MB-FCN misses, the second stage must know all the same.
  for (const { box, ignored } of faces) {
    if (ignored || !(box.width > 0 && box.height >= 4)) continue
    const near = displaced(box, random)
    const one: Wanted = { box: near, face: 1, deltas: boxDeltas(near, box) }
    if (box.height < tinyHeight) put('tiny', one)
    if (box.height >= TRUTH_HEIGHT) put('truth', one)
  }
  return wanted
}

function displaced({ x, y, width, height }: Box, random: () => number): Box {
  const off = () => DISPLACEMENT * gaussian(random)
  return {
    x: x + off() * width,
    y: y + off() * height,
    width: width * Math.exp(off()),
    height: height * Math.exp(off()),
  }
}

async function cutRois(
  { preset, shapes }: Detector,
  { picture }: Labelled,
  wanted: readonly Wanted[],
  heap: Heap,
): Promise<Roi[]> {
  const { low, high, context } = preset.patch
  const side = heap === 'tiny' ? low : high
  const length = side * side * 3
  const rois: Roi[] = []
  // In memory on every backend: these patches are kept on the CPU.
  const inMemory = { ...shapes, cropOnGpu: false }
  const boxes = wanted.map(({ box }) => box)
  for (const { rois: indices, patches } of cropPatches(picture, boxes, side, context, inMemory)) {
    const pixels = (await patches.data()) as Float32Array
    for (const [row, index] of indices.entries()) {
      const { face, deltas } = wanted[index] as Wanted
      rois.push({ pixels: pixels.slice(row * length, (row + 1) * length), face, deltas })
    }
    patches.dispose()
  }
  return rois
}
