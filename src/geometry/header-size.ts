/** The size in px that a picture file's header states, read before anything is decoded: a kilobyte can ask for gigabytes. */

/** So many first bytes hold the header of nearly every file; a JPEG may have a thumbnail and a colour profile before it. */
export const HEADER_BYTES = 512 * 1024

/** Above this many px a decoded picture alone takes over 400 MB. */
export const LARGEST_PIXELS = 110e6

export interface Size {
  readonly width: number
  readonly height: number
}

/** JPEG, PNG, WebP, GIF and BMP; null for other files, and where the header is cut off. Width and height before EXIF turns them. */
export function headerSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return png(view) ?? jpeg(view) ?? webp(view) ?? gif(view) ?? bmp(view)
  } catch (reason) {
    // DataView's word for an offset beyond the end.
    if (reason instanceof RangeError) return null
    throw reason
  }
}

function png(view: DataView): Size | null {
  if (view.getUint32(0) !== 0x89504e47) return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function jpeg(view: DataView): Size | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    // Start of frame, C0 to CF without the tables C4 and CC and the reserved C8.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    // Fill bytes and markers without a length.
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else at += 2 + Math.max(2, view.getUint16(at + 2))
  }
}

function webp(view: DataView): Size | null {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return null
  const little24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16)
  switch (view.getUint32(12)) {
    case 0x56503858: // VP8X
      return { width: little24(24) + 1, height: little24(27) + 1 }
    case 0x5650384c: {
      // VP8L: 14 bits each.
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 0x56503820: // VP8
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    default:
      return null
  }
}

function gif(view: DataView): Size | null {
  if (view.getUint32(0) !== 0x47494638) return null
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function bmp(view: DataView): Size | null {
  if (view.getUint16(0) !== 0x424d) return null
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
}
