/** Writes protobuf's wire format: as much of it as an ONNX file needs. */

const VARINT = 0
const LENGTH = 2
const FIXED32 = 5

/** Bytes of one message, field by field. Empty texts and absent values are for the caller to leave out. */
export class Message {
  readonly #parts: Uint8Array[] = []
  #length = 0

  /** A whole number ≥ 0 and ≤ 2^53 − 1. @throws RangeError */
  int(field: number, value: number): this {
    return this.#push(varint(field * 8 + VARINT), varint(value))
  }

  float(field: number, value: number): this {
    return this.#push(varint(field * 8 + FIXED32), new Uint8Array(littleEndian([value])))
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value))
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#push(varint(field * 8 + LENGTH), varint(value.length), value)
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.encode())
  }

  encode(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#length)
    let offset = 0
    for (const part of this.#parts) {
      all.set(part, offset)
      offset += part.length
    }
    return all
  }

  #push(...parts: readonly Uint8Array[]): this {
    for (const part of parts) {
      this.#parts.push(part)
      this.#length += part.length
    }
    return this
  }
}

/** 32-bit floats in the byte order of every protobuf, whatever this machine's is. */
export function littleEndian(values: ArrayLike<number>): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  for (let index = 0; index < values.length; index++) view.setFloat32(index * 4, values[index] as number, true)
  return view.buffer
}

/** Seven bits a byte, lowest first; the eighth says that more follow. Division, since shifts end at 32 bits. */
function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a whole number ≥ 0.`)
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
  return Uint8Array.from(bytes)
}
