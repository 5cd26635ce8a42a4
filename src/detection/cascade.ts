/** What a preset measured about its cascade: which ROIs reach the second stage, and how logits become a probability. */
import type { ScorePath } from './face.ts'

/** score = sigmoid(bias + detectorLogit·d + faceLogit·f + logHeight·ln(height / 16)), height in px of the picture. */
export interface Calibration {
  readonly bias: number
  readonly detectorLogit: number
  readonly faceLogit: number
  readonly logHeight: number
}

export interface Cascade {
  readonly version: 1
  readonly gate: {
    /** ROIs whose calibrated MB-FCN score lies in [minimumScore, maximumScore] reach the second stage. */
    readonly minimumScore: number
    readonly maximumScore: number
    /** ROIs lower than this, in px of the picture, pass the generator; the others go to the discriminator directly … */
    readonly tinyHeight: number
    /** … up to this height; above it they keep MB-FCN's score. Null: no upper limit. */
    readonly directHeight: number | null
    /** Whether fc_box corrects the boxes of ROIs that reached it. */
    readonly refineBox: boolean
  }
  readonly calibration: Readonly<Record<ScorePath, Calibration>>
  /** `vote`: MB-FCN's boxes of at least this IoU with a kept one share in its place and size; null: none does. */
  readonly nms: { readonly iou: number; readonly vote: number | null }
  /** Whether the networks were fitted to restored pictures; absent: they were not. */
  readonly restore?: boolean
}

/** For a preset that has weights but no cascade.json yet: plain sigmoids, both stages with equal say. */
export const defaultCascade: Cascade = {
  version: 1,
  gate: { minimumScore: 0.03, maximumScore: 0.7, tinyHeight: 24, directHeight: null, refineBox: true },
  calibration: {
    mbfcn: { bias: 0, detectorLogit: 1, faceLogit: 0, logHeight: 0 },
    generated: { bias: 0, detectorLogit: 0.5, faceLogit: 0.5, logHeight: 0 },
    direct: { bias: 0, detectorLogit: 0.5, faceLogit: 0.5, logHeight: 0 },
  },
  nms: { iou: 0.45, vote: 0.5 },
}

/** Checks the content of cascade.json. @throws Error that names the field */
export function parseCascade(json: unknown): Cascade {
  const root = object(json, 'cascade.json')
  if (root.version !== 1) throw new Error(`cascade.json has version ${String(root.version)}, not 1.`)
  const gate = object(root.gate, 'gate')
  const calibration = object(root.calibration, 'calibration')
  const nms = object(root.nms, 'nms')
  const read = (path: ScorePath): Calibration => {
    const fields = object(calibration[path], `calibration.${path}`)
    const field = (name: keyof Calibration) => number(fields[name], `calibration.${path}.${name}`)
    return {
      bias: field('bias'),
      detectorLogit: field('detectorLogit'),
      faceLogit: field('faceLogit'),
      logHeight: field('logHeight'),
    }
  }
  if (typeof gate.refineBox !== 'boolean') throw new Error('cascade.json: gate.refineBox must be true or false.')
  if (!['undefined', 'boolean'].includes(typeof root.restore))
    throw new Error('cascade.json: restore must be true or false.')
  return {
    version: 1,
    gate: {
      minimumScore: number(gate.minimumScore, 'gate.minimumScore', 0, 1),
      maximumScore: number(gate.maximumScore, 'gate.maximumScore', 0, 1),
      tinyHeight: number(gate.tinyHeight, 'gate.tinyHeight', 0),
      directHeight: gate.directHeight === null ? null : number(gate.directHeight, 'gate.directHeight', 0),
      refineBox: gate.refineBox,
    },
    calibration: { mbfcn: read('mbfcn'), generated: read('generated'), direct: read('direct') },
    nms: {
      iou: number(nms.iou, 'nms.iou', 0, 1),
      vote: nms.vote === null || nms.vote === undefined ? null : number(nms.vote, 'nms.vote', 0, 1),
    },
    ...(root.restore === true ? { restore: true } : {}),
  }
}

/** The path that a ROI takes; 'mbfcn' where it keeps its first score. `height` in px of the picture. */
export function pathOf({ gate }: Cascade, score: number, height: number): ScorePath {
  if (score < gate.minimumScore || score > gate.maximumScore) return 'mbfcn'
  if (height < gate.tinyHeight) return 'generated'
  return gate.directHeight === null || height <= gate.directHeight ? 'direct' : 'mbfcn'
}

/** Whether the gate lets nothing through: the preset was measured to do better without its second stage. */
export function isClosed({ gate }: Cascade): boolean {
  return gate.minimumScore > gate.maximumScore
}

/** The cascade with a gate for tiny ROIs of every score but the surest, where its own is closed: what trains the second stage must see it. */
export function opened(cascade: Cascade): Cascade {
  if (!isClosed(cascade)) return cascade
  const { tinyHeight } = cascade.gate
  const gate = { minimumScore: 0.03, maximumScore: 0.9, tinyHeight, directHeight: 0, refineBox: false }
  return { ...cascade, gate }
}

/** Calibrated probability of a face. */
export function scoreOf(calibration: Calibration, detectorLogit: number, faceLogit: number, height: number): number {
  const { bias, logHeight } = calibration
  const logit =
    bias +
    calibration.detectorLogit * detectorLogit +
    calibration.faceLogit * faceLogit +
    logHeight * Math.log(height / REFERENCE_HEIGHT)
  return 1 / (1 + Math.exp(-logit))
}

const REFERENCE_HEIGHT = 16

/** The lowest detector logit with which a face of one of these heights can still reach `score` by MB-FCN alone. */
export function lowestLogit(calibration: Calibration, score: number, heights: readonly [number, number]): number {
  const { bias, detectorLogit, logHeight } = calibration
  if (score <= 0 || detectorLogit <= 0) return Number.NEGATIVE_INFINITY
  const best = Math.max(...heights.map((height) => logHeight * Math.log(height / REFERENCE_HEIGHT)))
  return (Math.log(score / (1 - score)) - bias - best) / detectorLogit
}

function object(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error(`cascade.json: ${name} is missing.`)
  return value as Record<string, unknown>
}

function number(value: unknown, name: string, minimum = -Infinity, maximum = Infinity): number {
  if (typeof value !== 'number' || !(value >= minimum && value <= maximum))
    throw new Error(`cascade.json: ${name} must be a number from ${minimum} to ${maximum}.`)
  return value
}
