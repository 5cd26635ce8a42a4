/** Pascal VOC's labels: one XML file a picture. Read without a DOM, so that workers and the command line can. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { FormatError, finiteBox, type LabelledFace, pixels, type SizedPicture } from './labels.ts'

const parser = new XMLParser({
  // Names of files may look like numbers and must stay as they are.
  parseTagValue: false,
  isArray: (name) => name === 'object',
})

/** Corners are continuous px from 0 (xmax = x + width), as labelling tools write them, not VOC 2007's inclusive 1-based ones. */
export function writePascalVoc({ name, width, height, faces }: SizedPicture): string {
  const objects = faces.map(({ box, ignored }) => {
    const corners = [
      ['xmin', box.x],
      ['ymin', box.y],
      ['xmax', box.x + box.width],
      ['ymax', box.y + box.height],
    ] as const
    const bounds = corners.map(([tag, value]) => `      <${tag}>${pixels(value)}</${tag}>`)
    return [
      '  <object>',
      '    <name>face</name>',
      `    <difficult>${ignored ? 1 : 0}</difficult>`,
      '    <bndbox>',
      ...bounds,
      '    </bndbox>',
      '  </object>',
    ].join('\n')
  })
  return [
    '<annotation>',
    `  <filename>${escapeXml(name)}</filename>`,
    `  <size><width>${width}</width><height>${height}</height><depth>3</depth></size>`,
    ...objects,
    '</annotation>',
    '',
  ].join('\n')
}

/** Reads every object as a face; `difficult` ones are ignored. Throws FormatError where it is no Pascal VOC annotation. */
export function readPascalVoc(text: string): SizedPicture {
  // Entities of a file's own grow a thousandfold when they are put in; labels need none.
  if (/<!ENTITY/i.test(text)) throw new FormatError('The XML declares entities of its own, which no labels need.')
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw new FormatError(`This is not XML: line ${valid.err.line}: ${valid.err.msg}`)
  const annotation = child(parser.parse(text), 'annotation')
  const size = child(annotation, 'size')
  const objects = (annotation as { object?: unknown[] }).object ?? []
  return {
    name: content(annotation, 'filename'),
    width: number(size, 'width'),
    height: number(size, 'height'),
    faces: objects.map(readFace),
  }
}

function readFace(object: unknown): LabelledFace {
  const bounds = child(object, 'bndbox')
  const x = number(bounds, 'xmin')
  const y = number(bounds, 'ymin')
  const box = { x, y, width: number(bounds, 'xmax') - x, height: number(bounds, 'ymax') - y }
  if (box.width < 0 || box.height < 0) throw new FormatError('A bndbox has its corners in the wrong order.')
  const difficult = (object as { difficult?: unknown }).difficult
  return { box: finiteBox(box), ignored: difficult !== undefined && Number(difficult) !== 0 }
}

function child(parent: unknown, tag: string): object {
  const value = typeof parent === 'object' && parent !== null ? (parent as Record<string, unknown>)[tag] : undefined
  if (typeof value !== 'object' || value === null) throw new FormatError(`The XML has no <${tag}>.`)
  return value
}

function content(parent: object, tag: string): string {
  const value = (parent as Record<string, unknown>)[tag]
  if (typeof value !== 'string') throw new FormatError(`The XML has no <${tag}>.`)
  return value
}

function number(parent: object, tag: string): number {
  const value = content(parent, tag)
  if (value.trim() === '' || !Number.isFinite(Number(value)))
    throw new FormatError(`<${tag}> must be a number, not "${value}".`)
  return Number(value)
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
