/** COCO's detection labels: one JSON file for all pictures. */
import { FormatError, finiteBox, type LabelledFace, pixels, type SizedPicture } from './labels.ts'

/** Writes one category, `face`. An ignored face has `iscrowd` and `ignore` 1: COCO's tools read the one, face tools the other. */
export function writeCoco(pictures: readonly SizedPicture[]): string {
  const images = pictures.map(({ name, width, height }, index) => ({ id: index + 1, file_name: name, width, height }))
  const annotations = pictures
    .flatMap(({ faces }, index) => faces.map((face) => ({ face, image: index + 1 })))
    .map(({ face: { box, ignored }, image }, index) => ({
      id: index + 1,
      image_id: image,
      category_id: 1,
      bbox: [box.x, box.y, box.width, box.height].map(pixels),
      area: pixels(box.width * box.height),
      iscrowd: ignored ? 1 : 0,
      ignore: ignored ? 1 : 0,
    }))
  return `${JSON.stringify({ images, annotations, categories: [{ id: 1, name: 'face' }] })}\n`
}

/** Reads every annotation that has a `bbox` as a face, whatever its category. Throws FormatError where the layout is not COCO's. */
export function readCoco(text: string): SizedPicture[] {
  const root = asRecord(parse(text), 'The file')
  const faces = new Map<unknown, LabelledFace[]>()
  const pictures = asList(root.images, 'images').map((entry) => {
    const image = asRecord(entry, 'An entry of images')
    const { file_name: name, width, height } = image
    if (typeof name !== 'string' || !Number.isFinite(width) || !Number.isFinite(height))
      throw new FormatError('An entry of images lacks file_name, width or height.')
    const own: LabelledFace[] = []
    faces.set(image.id, own)
    return { name, width: width as number, height: height as number, faces: own }
  })
  for (const entry of asList(root.annotations, 'annotations')) {
    const annotation = asRecord(entry, 'An entry of annotations')
    const own = faces.get(annotation.image_id)
    if (!own)
      throw new FormatError(`An annotation belongs to picture ${annotation.image_id}, which is not in the file.`)
    own.push({
      box: readBox(annotation.bbox),
      ignored: Boolean(annotation.iscrowd) || Boolean(annotation.ignore),
    })
  }
  return pictures
}

function readBox(value: unknown): LabelledFace['box'] {
  const numbers = asList(value, 'bbox')
  const [x, y, width, height] = numbers
  if (![x, y, width, height].every((number) => typeof number === 'number' && Number.isFinite(number)))
    throw new FormatError('A bbox must be four numbers: x, y, width, height.')
  return finiteBox({ x, y, width, height } as LabelledFace['box'])
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new FormatError(`This is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FormatError(`${what} must be a JSON object, as in COCO's labels.`)
  return value as Record<string, unknown>
}

function asList(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new FormatError(`"${what}" must be a list, as in COCO's labels.`)
  return value
}
