/** Labels as a table: one row a face. Reads our own, and the usual ones of other tools by the names of their columns. */
import { csvField, readCsv } from './csv.ts'
import type { KnownFace, KnownPicture } from './known.ts'
import { FormatError, pixels, scoreText } from './labels.ts'

/** Columns `picture,x,y,width,height,ignored,score`, px. A picture without faces has a row whose numbers are empty. */
export function writeLabelsCsv(pictures: readonly KnownPicture[]): string {
  const rows = ['picture,x,y,width,height,ignored,score']
  for (const { name, faces } of pictures) {
    if (faces.length === 0) rows.push(`${csvField(name)},,,,,,`)
    for (const { box, ignored, score } of faces) {
      const numbers = [box.x, box.y, box.width, box.height].map(pixels)
      rows.push([csvField(name), ...numbers, ignored ? 1 : 0, score === null ? '' : scoreText(score)].join(','))
    }
  }
  return rows.map((row) => `${row}\r\n`).join('')
}

const NAMES = {
  picture: ['picture', 'image', 'filename', 'file_name', 'file', 'path', 'image_path', 'name'],
  left: ['x', 'left', 'xmin', 'x_min', 'x1'],
  top: ['y', 'top', 'ymin', 'y_min', 'y1'],
  right: ['xmax', 'x_max', 'x2', 'right'],
  bottom: ['ymax', 'y_max', 'y2', 'bottom'],
  width: ['width', 'w'],
  height: ['height', 'h'],
  ignored: ['ignored', 'ignore', 'invalid', 'difficult'],
  score: ['score', 'confidence'],
} as const

type Column = keyof typeof NAMES

/**
 * Reads a table with a header. Corners (`xmin` … `ymax`) go before `width` and `height`, which are the picture's size then.
 * A table with scores and no column of ignored faces is a detector's: its faces are proposals. Throws FormatError with the row's number.
 */
export function readLabelsCsv(text: string): KnownPicture[] {
  const [head, ...rows] = readCsv(text)
  const columns = (head ?? []).map((name) => name.trim().toLowerCase())
  const at = (column: Column) => columns.findIndex((name) => (NAMES[column] as readonly string[]).includes(name))
  const corners = at('right') >= 0 && at('bottom') >= 0
  const needed: readonly Column[] = ['picture', 'left', 'top', ...(corners ? [] : (['width', 'height'] as const))]
  const missing = needed.filter((column) => at(column) < 0).map((column) => NAMES[column][0])
  if (missing.length > 0) throw new FormatError(`The table's first row lacks a column for: ${missing.join(', ')}.`)
  const judged = at('ignored') >= 0 || at('score') < 0
  const pictures = new Map<string, { size: KnownPicture['size']; faces: KnownFace[] }>()
  for (const [index, row] of rows.entries()) {
    const field = (column: Column) => row[at(column)]?.trim() ?? ''
    const number = (column: Column) => {
      const value = Number(field(column))
      if (field(column) === '' || !Number.isFinite(value))
        throw new FormatError(`Row ${index + 2}: expected a number for ${NAMES[column][0]}, found "${field(column)}".`)
      return value
    }
    const name = row[at('picture')] ?? ''
    if (name === '') throw new FormatError(`Row ${index + 2} names no picture.`)
    const sized = corners && Number(field('width')) > 0 && Number(field('height')) > 0
    const picture = pictures.get(name) ?? {
      size: sized ? { width: Number(field('width')), height: Number(field('height')) } : null,
      faces: [],
    }
    pictures.set(name, picture)
    if (field('left') === '' && field('top') === '') continue
    const [x, y] = [number('left'), number('top')]
    const width = corners ? number('right') - x : number('width')
    const height = corners ? number('bottom') - y : number('height')
    const score = field('score') === '' ? null : number('score')
    picture.faces.push({
      box: { x, y, width, height },
      ignored: /^(1|true|yes)$/i.test(field('ignored')),
      state: judged ? 'accepted' : 'proposed',
      score,
      attributes: null,
    })
  }
  return [...pictures].map(([name, { size, faces }]) => ({ name, size, done: null, faces }))
}
