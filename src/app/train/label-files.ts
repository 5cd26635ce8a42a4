/** Label files beside pictures: which format each is, and which picture each label belongs to. Pure. */
import { readCoco } from '../../formats/coco.ts'
import { FormatError, type LabelledFace, type LabelledPicture } from '../../formats/labels.ts'
import { readPascalVoc } from '../../formats/pascal-voc.ts'
import { readWiderTruth } from '../../formats/wider.ts'
import { readYolo } from '../../formats/yolo.ts'

/** A label file, or a text that only might be one. */
export interface LabelText {
  readonly path: string
  readonly text: string
}

export interface SizedName {
  readonly name: string
  readonly width: number
  readonly height: number
}

export interface Matched {
  /** By picture name; pictures that no label file speaks of are missing. */
  readonly faces: ReadonlyMap<string, readonly LabelledFace[]>
  /** Files that could not be understood, a sentence each. */
  readonly notes: readonly string[]
}

export const isLabelFile = (path: string) => /\.(txt|json|xml)$/i.test(path)

/** Texts that stand beside labels and hold none. */
const ASIDE = /(^|\/)(readme|license|classes|predefined_classes|train|val|test)\.(txt|json)$/i

/** Reads every text and gives each picture its labels: by path where it is unique, else by file name. */
export function matchLabels(texts: readonly LabelText[], pictures: readonly SizedName[]): Matched {
  const faces = new Map<string, readonly LabelledFace[]>()
  const notes: string[] = []
  for (const { path, text } of texts) {
    if (ASIDE.test(path)) continue
    try {
      for (const { name, faces: own } of readOne(path, text, pictures)) {
        const picture = pictureOf(name, pictures)
        if (picture) faces.set(picture.name, [...(faces.get(picture.name) ?? []), ...own])
      }
    } catch (reason) {
      if (!(reason instanceof FormatError)) throw reason
      notes.push(`${path} is no label file that this page knows. ${reason.message}`)
    }
  }
  return { faces, notes }
}

function readOne(path: string, text: string, pictures: readonly SizedName[]): readonly LabelledPicture[] {
  if (/\.json$/i.test(path)) return /"annotations"\s*:/.test(text) ? readCoco(text) : readOwnJson(text)
  if (/\.xml$/i.test(path)) return [{ ...readPascalVoc(text), name: nameBeside(path, pictures) }]
  const first =
    text
      .replace(/^\uFEFF/, '')
      .trimStart()
      .split(/[\r\n]/, 1)[0] ?? ''
  // YOLO's rows are numbers from the first line on; an empty file says that there is no face.
  const yolo =
    first === '' ||
    first
      .trim()
      .split(/\s+/)
      .every((word) => Number.isFinite(Number(word)))
  if (!yolo) return readWiderTruth(text)
  const name = nameBeside(path, pictures)
  const picture = pictures.find((one) => one.name === name)
  return picture ? [{ name, faces: readYolo(text, picture) }] : []
}

/** The page's own JSON: `{ pictures: [{ name, faces: [{ x, y, width, height, ignored? }] }] }`. */
function readOwnJson(text: string): LabelledPicture[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new FormatError('It is not JSON.')
  }
  const { pictures } = (json ?? {}) as { pictures?: unknown }
  if (!Array.isArray(pictures)) throw new FormatError('It has neither annotations (COCO) nor pictures.')
  return pictures.map((entry) => {
    const { name, faces } = (entry ?? {}) as { name?: unknown; faces?: unknown }
    if (typeof name !== 'string' || !Array.isArray(faces)) throw new FormatError('A picture lacks name or faces.')
    return { name, faces: faces.map(ownFace) }
  })
}

function ownFace(face: unknown): LabelledFace {
  const { x, y, width, height, ignored } = (face ?? {}) as Record<string, unknown>
  if (![x, y, width, height].every((value) => typeof value === 'number' && Number.isFinite(value)))
    throw new FormatError('A face lacks x, y, width or height.')
  return { box: { x, y, width, height } as LabelledFace['box'], ignored: ignored === true }
}

const stem = (path: string) => path.replace(/\.[^./]+$/, '').toLowerCase()
const base = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** `labels/a.txt` belongs to `images/a.jpg`. */
function nameBeside(path: string, pictures: readonly SizedName[]): string {
  const exact = pictures.find(({ name }) => stem(name) === stem(path))
  const alike = pictures.filter(({ name }) => stem(base(name)) === stem(base(path)))
  return exact?.name ?? (alike.length === 1 ? (alike[0] as SizedName).name : path)
}

function pictureOf(name: string, pictures: readonly SizedName[]): SizedName | null {
  const wanted = name.replaceAll('\\', '/')
  const exact = pictures.find((picture) => picture.name === wanted)
  if (exact) return exact
  const ending = pictures.filter(
    (picture) => picture.name.endsWith(`/${wanted}`) || wanted.endsWith(`/${picture.name}`),
  )
  if (ending.length === 1) return ending[0] as SizedName
  const alike = pictures.filter((picture) => base(picture.name) === base(wanted))
  return alike.length === 1 ? (alike[0] as SizedName) : null
}
