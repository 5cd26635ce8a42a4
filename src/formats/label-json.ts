/** The project's own JSON of labels, which holds everything; also reads the JSON of detections. */
import type { FaceState, KnownFace, KnownPicture } from './known.ts'
import { FormatError, pixels, scoreText } from './labels.ts'
import type { WiderAttributes } from './wider.ts'

const FORMAT = 'specklens-labels'
const STATES: readonly string[] = ['proposed', 'accepted', 'rejected'] satisfies readonly FaceState[]
const ATTRIBUTES = ['blur', 'expression', 'illumination', 'occlusion', 'pose'] as const

/** `{ format, version, pictures: [{ name, width, height, done, faces: [{ x, y, width, height, state, ignored, score?, attributes? }] }] }`, px. */
export function writeLabelsJson(pictures: readonly KnownPicture[]): string {
  const plain = pictures.map(({ name, size, done, faces }) => ({ name, ...size, done, faces: faces.map(plainFace) }))
  return `${JSON.stringify({ format: FORMAT, version: 1, pictures: plain }, null, 1)}\n`
}

function plainFace({ box, ignored, state, score, attributes }: KnownFace) {
  return {
    x: pixels(box.x),
    y: pixels(box.y),
    width: pixels(box.width),
    height: pixels(box.height),
    state,
    ignored,
    ...(score === null ? {} : { score: Number(scoreText(score)) }),
    ...(attributes === null ? {} : { attributes }),
  }
}

/**
 * Reads labels and detections: a face that has a score and says nothing of a state or of being ignored is a proposal.
 * Takes named fields alone, each checked. Throws FormatError where the layout is another one.
 */
export function readLabelsJson(text: string): KnownPicture[] {
  const { pictures } = record(parse(text), 'The file')
  return list(pictures, 'pictures').map((entry) => {
    const { name, width, height, done, faces } = record(entry, 'An entry of pictures')
    if (typeof name !== 'string') throw new FormatError('An entry of pictures lacks its name.')
    const sized = isSide(width) && isSide(height)
    return {
      name,
      size: sized ? { width, height } : null,
      done: typeof done === 'boolean' ? done : null,
      faces: list(faces, 'faces').map(readFace),
    }
  })
}

function readFace(entry: unknown): KnownFace {
  const face = record(entry, 'An entry of faces')
  const [x, y, width, height] = [face.x, face.y, face.width, face.height]
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height))
    throw new FormatError('A face must have the numbers x, y, width and height.')
  const score = isNumber(face.score) ? face.score : null
  const judged = typeof face.ignored === 'boolean' || score === null
  return {
    box: { x, y, width, height },
    ignored: face.ignored === true,
    state: STATES.includes(String(face.state)) ? (face.state as FaceState) : judged ? 'accepted' : 'proposed',
    score,
    attributes: readAttributes(face.attributes),
  }
}

function readAttributes(value: unknown): WiderAttributes | null {
  if (typeof value !== 'object' || value === null) return null
  const given = value as Record<string, unknown>
  const [blur, expression, illumination, occlusion, pose] = ATTRIBUTES.map((key) => {
    const number = given[key]
    return isNumber(number) ? number : 0
  })
  return {
    blur: blur ?? 0,
    expression: expression ?? 0,
    illumination: illumination ?? 0,
    occlusion: occlusion ?? 0,
    pose: pose ?? 0,
  }
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isSide = (value: unknown): value is number => isNumber(value) && value > 0

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new FormatError(`This is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FormatError(`${what} must be a JSON object.`)
  return value as Record<string, unknown>
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new FormatError(`"${what}" must be a list.`)
  return value
}
