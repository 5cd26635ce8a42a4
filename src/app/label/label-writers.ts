/** The formats that labels can be exported in. What each cannot hold is counted by formats/losses.ts. */
import { writeCoco } from '../../formats/coco.ts'
import { type KnownPicture, labelsOf } from '../../formats/known.ts'
import { writeLabelsCsv } from '../../formats/label-csv.ts'
import { writeLabelsJson } from '../../formats/label-json.ts'
import type { SizedPicture } from '../../formats/labels.ts'
import type { LabelFormatId } from '../../formats/losses.ts'
import { writePascalVoc } from '../../formats/pascal-voc.ts'
import { writeWiderTruth } from '../../formats/wider.ts'
import { writeYolo, writeYoloClasses } from '../../formats/yolo.ts'
import type { Text } from '../i18n/text.ts'
import { uniqueStems } from '../out/file-names.ts'
import type { TextFile } from '../out/label-formats.ts'

export interface LabelWriter {
  readonly id: LabelFormatId
  readonly name: string
  readonly note: Text
  /** One file or more. */
  readonly write: (pictures: readonly KnownPicture[]) => readonly TextFile[]
}

const JSON_TYPE = 'application/json'

export const LABEL_WRITERS: readonly LabelWriter[] = [
  {
    id: 'json',
    name: 'JSON',
    note: 'Holds everything, also what is not decided yet.',
    write: (pictures) => [{ path: 'labels.json', type: JSON_TYPE, text: writeLabelsJson(pictures) }],
  },
  {
    id: 'wider',
    name: 'WIDER FACE',
    note: 'One text file for all. Ignored faces are “invalid”.',
    write: (pictures) => {
      const plain = pictures.map((picture) => ({
        name: picture.name,
        faces: decided(picture).map(({ box, ignored, attributes }) => ({
          box,
          ignored,
          ...(attributes && { attributes }),
        })),
      }))
      return [{ path: 'labels_bbx_gt.txt', type: 'text/plain', text: writeWiderTruth(plain) }]
    },
  },
  {
    id: 'coco',
    name: 'COCO',
    note: 'One JSON file for all. Ignored faces have “iscrowd” 1.',
    write: (pictures) => [{ path: 'labels-coco.json', type: JSON_TYPE, text: writeCoco(pictures.map(sized)) }],
  },
  {
    id: 'yolo',
    name: 'YOLO',
    note: 'A zip: one text file a picture, and classes.txt.',
    write: (pictures) => [
      ...eachPicture(pictures, 'txt', 'text/plain', writeYolo),
      { path: 'classes.txt', type: 'text/plain', text: writeYoloClasses() },
    ],
  },
  {
    id: 'voc',
    name: 'Pascal VOC',
    note: 'One XML file a picture. Ignored faces are “difficult”.',
    write: (pictures) => eachPicture(pictures, 'xml', 'application/xml', writePascalVoc),
  },
  {
    id: 'csv',
    name: 'CSV table',
    note: 'One row a face, with scores where there are any.',
    write: (pictures) => [
      {
        path: 'labels.csv',
        type: 'text/csv',
        text: writeLabelsCsv(pictures.map((picture) => ({ ...picture, faces: decided(picture) }))),
      },
    ],
  },
]

function decided({ faces, done }: KnownPicture) {
  return labelsOf(faces, done === true)
}

function sized(picture: KnownPicture): SizedPicture {
  const { width, height } = picture.size ?? { width: 0, height: 0 }
  return { name: picture.name, width, height, faces: decided(picture) }
}

function eachPicture(
  pictures: readonly KnownPicture[],
  ending: string,
  type: string,
  write: (picture: SizedPicture) => string,
): TextFile[] {
  const stems = uniqueStems(pictures.map(({ name }) => name))
  return pictures.map((picture, at) => ({ path: `${stems[at]}.${ending}`, type, text: write(sized(picture)) }))
}
