/** Chooses at which scales a picture is shown to MB-FCN, and which face heights each scale answers for. */

/** Heights in network px that MB-FCN's branches were trained on. */
export const SMALLEST_NETWORK_FACE = 5
export const LARGEST_NETWORK_FACE = 320

/** The smallest wanted face gets at least this height in network px: just above the lower end, where recall is still steep. */
const COMFORTABLE_FACE = 6

/**
 * px of the picture. An enlarged picture shows nothing that the picture does not: from here on its own pixels give the better answer.
 * pretraining/METHOD.md has the figures.
 */
const ENLARGED_FACE = 16

/** Network px. Above this height a coarser scale sees the face as well and at a quarter of the cost. */
const HANDOVER_FACE = 48

/** Network px. Below this height the finer scale before sees the face better. */
const LOWER_FACE = 8

/** Network px: what lies around a face at a tile's seam says as much as the face, so that tiles overlap by this at least. */
const CONTEXT = 96

/** A face box is at most this much taller than wide, so a picture's width bounds its faces' height too. */
const TALLEST_SHAPE = 1.5

export const DEFAULT_SMALLEST_FACE = 4

export interface PyramidLevel {
  /** Network px per picture px: enlargement / shrink. */
  readonly scale: number
  /** 1, 2 or 3: tiles are enlarged by this. */
  readonly enlargement: number
  /** 1, 2, 4, …: the picture is halved log2(shrink) times before it is tiled. */
  readonly shrink: number
  /**
   * MB-FCN sees these tiles as they are and mirrored, and answers with the mean. Beside an enlargement the coarser scales are cheap: for a
   * quarter more in all, faces from 16 px on are found clearly better (models/compact/README.md has the figures).
   */
  readonly mirrored: boolean
  /** Size in px of the halved picture that is tiled. */
  readonly width: number
  readonly height: number
  /** Face heights in px of the picture, [from, to): ranges of neighbours overlap. The last reaches to Infinity. */
  readonly heights: readonly [number, number]
  /** How far tiles must overlap, in network px: the tallest face this level answers for, and its surroundings. */
  readonly overlap: number
}

/**
 * Scales for a picture of width × height px, finest first. The finest is the smallest of 3, 2, 1, 1/2, 1/4, … that shows
 * `smallestFace` (px of the picture) with ≥ 6 network px: 3 below 3 px, 2 below 6, 1 below 12, 1/2 below 24, …; then every
 * halving (3 is followed by 1) until a face as large as the picture is ≤ 320 network px, and ×1 after an enlargement. Throws RangeError for sizes < 1
 * and a smallestFace that is not positive.
 */
export function planPyramid(width: number, height: number, smallestFace: number): PyramidLevel[] {
  if (!(width >= 1 && height >= 1)) throw new RangeError(`A picture of ${width}×${height} px has no pyramid.`)
  if (!(smallestFace > 0)) throw new RangeError(`The smallest face must be above 0 px, not ${smallestFace}.`)
  const largest = Math.min(height, width * TALLEST_SHAPE)
  const scales = [finestScale(Math.min(smallestFace, largest))]
  const tooLarge = (scale: number) => largest * scale > LARGEST_NETWORK_FACE || (scale > 1 && largest >= ENLARGED_FACE)
  for (let scale = scales[0] as number; tooLarge(scale); ) {
    scale = scale === 3 ? 1 : scale / 2
    scales.push(scale)
  }
  return scales.map((scale, index) => {
    const shrink = scale < 1 ? 1 / scale : 1
    const last = index === scales.length - 1
    const from = index === 0 ? 0 : LOWER_FACE / scale
    const to = last ? Number.POSITIVE_INFINITY : scale > 1 ? ENLARGED_FACE : HANDOVER_FACE / scale
    const overlap = Math.ceil(Math.min(Math.max(to * scale, CONTEXT), largest * scale))
    const size = { width: shrunkenSize(width, shrink), height: shrunkenSize(height, shrink) }
    const mirrored = scale <= 1 && (scales[0] as number) > 1
    return { scale, enlargement: Math.max(1, scale), shrink, mirrored, ...size, heights: [from, to], overlap }
  })
}

/** Size in px after halving, odd sizes rounded up each time; shrink is a power of two. */
export function shrunkenSize(size: number, shrink: number): number {
  return Math.max(1, Math.ceil(size / shrink))
}

/** Millions of network px of a level, without the tiles' overlap; what is seen mirrored as well counts twice. */
export function levelMegapixels({ width, height, enlargement, mirrored }: PyramidLevel): number {
  return (width * height * enlargement ** 2 * (mirrored ? 2 : 1)) / 1e6
}

function finestScale(smallestFace: number): number {
  if (smallestFace * 2 < COMFORTABLE_FACE) return 3
  let scale = 2
  while (smallestFace * (scale / 2) >= COMFORTABLE_FACE) scale /= 2
  return scale
}
