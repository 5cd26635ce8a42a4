/** MB-FCN's training crops: windows of the labelled pictures at the scales at which the page will look at them. */
import { cropTyped } from '../../detection/crop-typed.ts'
import type { Picture } from '../../detection/picture.ts'
import type { Box } from '../../geometry/box.ts'
import { DEFAULT_SMALLEST_FACE, type PyramidLevel, planPyramid } from '../../geometry/pyramid.ts'
import { resampleWeights } from '../../geometry/resample.ts'
import { jitterColour, mirror } from './augment.ts'
import type { LabelledCrop } from './cell-targets.ts'
import { enlargeBilinear } from './enlarge.ts'
import type { Labelled } from './labelled.ts'

export interface Crop extends LabelledCrop {
  /** `[size × size × 3]`, RGB in −1…1. */
  readonly pixels: Float32Array
}

export type Random = () => number

/** Share of the crops that are cut anywhere: a dozen pictures have faces enough, and what is no face must not be forgotten (ARCHITECTURE.md has figures). */
const ANYWHERE = 0.5
/** Half of the crops keep the plan's scale; the others differ from it by up to this factor, so that all sizes are met. */
const LARGEST_JITTER = 2
/** In px of the crop: below it a face is neither face nor background. */
const SMALLEST = 4
/** Of a face's area: cut to less, it is neither. */
const LEAST_VISIBLE = 0.6

/**
 * A function of seeded crops of `size` px (a multiple of 32 that 2 and 3 divide). A face is drawn first, pictures by the square root of
 * their number of faces, then one of the scales that answer for its height.
 * @throws Error without pictures
 */
export function cropper(pictures: readonly Labelled[], size: number): (random: Random) => Crop {
  let total = 0
  const draws = pictures.flatMap((labelled, owner) => {
    const wanted = labelled.faces.filter(({ ignored }) => !ignored)
    return wanted.map(({ box }) => {
      total += 1 / Math.sqrt(wanted.length)
      return { owner, box, until: total }
    })
  })
  const plans = pictures.map(({ picture }) => planPyramid(picture.width, picture.height, DEFAULT_SMALLEST_FACE))
  if (pictures.length === 0) throw new Error('There is no picture to cut crops from.')
  return (random) => {
    const anywhere = random() < ANYWHERE
    const at = random() * total
    const drawn = draws.find(({ until }) => at < until)
    const owner = anywhere || !drawn ? Math.floor(random() * pictures.length) : drawn.owner
    const face = anywhere || !drawn ? null : drawn.box
    const levels = plans[owner] as PyramidLevel[]
    const fitting = face
      ? levels.filter(({ heights: [low, high] }) => face.height >= low && face.height < high)
      : levels
    const level = fitting[Math.floor(random() * fitting.length)] ?? (levels[0] as PyramidLevel)
    const jitter = random() < 0.5 ? 1 : LARGEST_JITTER ** (2 * random() - 1)
    const crop = cut(pictures[owner] as Labelled, face, level, jitter, size, random)
    return jitterColour(random() < 0.5 ? mirror(crop, size) : crop, random)
  }
}

/** A window of the level around a face, or anywhere; `jitter` enlarges the level by a factor near 1. */
export function cut(
  { picture, faces }: Labelled,
  face: Box | null,
  level: PyramidLevel,
  jitter: number,
  size: number,
  random: Random,
): Crop {
  const native = size / level.enlargement
  const side = native / jitter
  const span = picture.sizeAt(level.shrink)
  const place = (start: number, extent: number, length: number) => {
    // The face lies anywhere in the window, but whole where it fits.
    const room = side - extent
    const wanted = start + extent / 2 - side / 2 + (random() - 0.5) * Math.max(room, 0)
    const inside = Math.min(Math.max(wanted, 0), Math.max(length - side, 0))
    return jitter === 1 ? Math.round(inside) : inside
  }
  const target = face ?? {
    x: random() * picture.width,
    y: random() * picture.height,
    width: 0,
    height: 0,
  }
  const x = place(target.x / level.shrink, target.width / level.shrink, span.width)
  const y = place(target.y / level.shrink, target.height / level.shrink, span.height)
  const pixels = enlargeBilinear(windowAt(picture, level.shrink, x, y, side, native), native, level.enlargement)
  const scale = size / side
  return { pixels, ...moved(faces, level.shrink, x, y, scale, size) }
}

/** `[native × native × 3]`; what lies beyond the picture is 0, as in the page's own tiles. */
function windowAt(picture: Picture, shrink: number, x: number, y: number, side: number, native: number): Float32Array {
  const span = picture.sizeAt(shrink)
  const columns = resampleWeights(x, side, native, span.width)
  const rows = resampleWeights(y, side, native, span.height)
  const region = {
    x: columns.first,
    y: rows.first,
    width: columns.count,
    data: picture.read(shrink, columns.first, rows.first, columns.count, rows.count),
  }
  const pixels = new Float32Array(native * native * 3)
  cropTyped(region, { roi: 0, shrink, columns, rows }, pixels, 0)
  const beyond = (start: number, length: number) => Math.ceil(((length - start) / side) * native)
  const [right, below] = [beyond(x, span.width), beyond(y, span.height)]
  for (let row = 0; row < native; row++)
    for (let column = row < below ? Math.max(right, 0) : 0; column < native; column++)
      pixels.fill(0, (row * native + column) * 3, (row * native + column + 1) * 3)
  return pixels
}

function moved(
  faces: Labelled['faces'],
  shrink: number,
  x: number,
  y: number,
  scale: number,
  size: number,
): LabelledCrop {
  const wanted: Box[] = []
  const ignored: Box[] = []
  for (const face of faces) {
    const box = {
      x: (face.box.x / shrink - x) * scale,
      y: (face.box.y / shrink - y) * scale,
      width: (face.box.width / shrink) * scale,
      height: (face.box.height / shrink) * scale,
    }
    const left = Math.max(box.x, 0)
    const top = Math.max(box.y, 0)
    const width = Math.min(box.x + box.width, size) - left
    const height = Math.min(box.y + box.height, size) - top
    if (!(width > 0 && height > 0)) continue
    const visible = (width * height) / (box.width * box.height)
    const counts = !face.ignored && visible >= LEAST_VISIBLE && box.height >= SMALLEST
    ;(counts ? wanted : ignored).push(visible < 1 ? { x: left, y: top, width, height } : box)
  }
  return { faces: wanted, ignored }
}
