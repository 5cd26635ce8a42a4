/** What a label format cannot hold of these labels, in words, to be read before they are written. */
import { clipBox } from '../geometry/roi.ts'
import { type KnownPicture, labelsOf } from './known.ts'

export type LabelFormatId = 'json' | 'csv' | 'wider' | 'coco' | 'yolo' | 'voc'

/** What each format has a place for. */
const HOLDS: Record<LabelFormatId, { scores?: true; attributes?: true; sizes?: true; judgements?: true }> = {
  json: { scores: true, attributes: true, sizes: true, judgements: true },
  csv: { scores: true },
  wider: { attributes: true },
  coco: { sizes: true },
  yolo: {},
  voc: { sizes: true },
}

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

/** One short phrase a loss, counted on `pictures`; empty where nothing is lost. */
export function losses(format: LabelFormatId, pictures: readonly KnownPicture[]): readonly string[] {
  const holds = HOLDS[format]
  const all = pictures.flatMap(({ faces }) => faces)
  const written = pictures.map((picture) => ({ ...picture, faces: labelsOf(picture.faces, picture.done === true) }))
  const labels = written.flatMap(({ faces }) => faces)
  const lost: string[] = []
  const say = (number: number, words: string) => {
    if (number > 0) lost.push(words)
  }
  if (!holds.judgements) {
    const rejected = all.filter(({ state }) => state === 'rejected').length
    const undecided = all.length - labels.length - rejected
    say(undecided, count(undecided, 'proposal that nobody has judged', 'proposals that nobody has judged'))
    say(rejected, count(rejected, 'rejected proposal'))
    const done = pictures.filter((picture) => picture.done).length
    say(done, `which pictures are done (${done})`)
  }
  const scored = labels.filter(({ score }) => score !== null).length
  if (!holds.scores) say(scored, `scores (${count(scored, 'face')})`)
  const described = labels.filter(
    ({ attributes }) => attributes && Object.values(attributes).some((value) => value !== 0),
  )
  if (!holds.attributes)
    say(described.length, `WIDER’s attributes such as blur and pose (${count(described.length, 'face')})`)
  if (!holds.sizes) say(pictures.length, 'sizes of the pictures')
  if (format === 'yolo') {
    const ignored = labels.filter((face) => face.ignored).length
    say(ignored, `the ignore flag as such: ${count(ignored, 'face')} become a class of their own, “ignored”`)
    const cut = written.reduce(
      (sum, { size, faces }) => sum + (size ? faces.filter(({ box }) => isCut(box, size)).length : 0),
      0,
    )
    say(cut, `what reaches beyond the picture (${count(cut, 'box', 'boxes')})`)
    say(pictures.length, 'the endings of the pictures’ names')
  }
  return lost
}

function isCut(
  box: Parameters<typeof clipBox>[0],
  { width, height }: { readonly width: number; readonly height: number },
) {
  const cut = clipBox(box, width, height)
  return Math.abs(cut.width - box.width) > 0.01 || Math.abs(cut.height - box.height) > 0.01
}
