/** Tables by RFC 4180: fields in quotes where they must be, any line end. */
import { FormatError } from './labels.ts'

/** A field, quoted where it must be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows of fields, empty lines left out. The first line tells whether commas, semicolons or tabs separate. Throws FormatError at an open quote. */
export function readCsv(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(clean.slice(0, clean.search(/[\r\n]|$/)))
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false
  let at = 0
  const endField = () => {
    row.push(field)
    field = ''
  }
  const endRow = () => {
    endField()
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  for (; at < clean.length; at++) {
    const letter = clean[at]
    if (quoted) {
      if (letter !== '"') field += letter
      else if (clean[at + 1] === '"') {
        field += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"' && field === '') quoted = true
    else if (letter === separator) endField()
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && clean[at + 1] === '\n') at += 1
      endRow()
    } else field += letter
  }
  if (quoted) throw new FormatError('The table ends inside a quoted field.')
  endRow()
  return rows
}

function separatorOf(head: string): string {
  const count = (letter: string) => head.split(letter).length
  return [',', ';', '\t'].reduce((best, letter) => (count(letter) > count(best) ? letter : best))
}
