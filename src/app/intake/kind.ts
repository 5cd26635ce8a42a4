/** What a file is by its first bytes: names and types of files are often wrong. */

export type FileKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'bmp' | 'heic' | 'tiff' | 'zip' | 'video'

/** So many bytes tell. */
export const HEAD_BYTES = 32

const STARTS: readonly (readonly [FileKind, string])[] = [
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF8'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  // WebM and Matroska.
  ['video', '\x1a\x45\xdf\xa3'],
]
const AVIF_BRANDS = /^avi[fs]$/
const VIDEO_BRANDS = /^(isom|iso[2-9]|mp4[12v]|M4V |avc1|dash|MSNV|qt {2}|3g[p2].)$/
const HEIC_BRANDS = /^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/

/** From the first HEAD_BYTES bytes; null for anything that is no picture, zip or video. */
export function kindOf(head: Uint8Array): FileKind | null {
  const text = String.fromCharCode(...head.subarray(0, HEAD_BYTES))
  const start = STARTS.find(([, letters]) => text.startsWith(letters))
  if (start) return start[0]
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp'
  // Two letters are a weak sign; the four reserved bytes of a bitmap's header are zero.
  if (text.startsWith('BM') && text.slice(6, 10) === '\0\0\0\0') return 'bmp'
  if (text.slice(4, 8) !== 'ftyp') return null
  const brands = [8, 16, 20, 24, 28].map((at) => text.slice(at, at + 4))
  // AVIF names the generic brand mif1 beside its own.
  if (brands.some((brand) => AVIF_BRANDS.test(brand))) return 'avif'
  if (brands.some((brand) => HEIC_BRANDS.test(brand))) return 'heic'
  return brands.some((brand) => VIDEO_BRANDS.test(brand)) ? 'video' : null
}

const PICTURE_NAME = /\.(jpe?g|jfif|png|apng|webp|avif|gif|bmp|hei[cf]|tiff?)$/i

/** A picture by its bytes; or by its name alone, so that a damaged picture is reported instead of passed over. */
export function isPicture(name: string, head: Uint8Array): boolean {
  const kind = kindOf(head)
  return kind === 'zip' || kind === 'video' ? false : kind !== null || PICTURE_NAME.test(name)
}

/** What systems leave beside pictures (.DS_Store, ._photo.jpg, __MACOSX/): nothing that a person would miss. */
export function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((part) => /^\.[^.]|^__MACOSX$|^thumbs\.db$/i.test(part))
}

/** The first bytes of a blob. Rejects where the file can no longer be read. */
export async function headOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer())
}
