/** A WebAssembly module of one function, as bytes: chains of x ← x × FACTOR + SUMMAND in SIMD registers, in a loop. */

/** Independent of each other: as many as the 16 registers of x86 hold beside both constants, enough to hide how long one operation takes. */
export const CHAINS = 12
/** Values stay near one: denormal numbers would be slow. */
export const FACTOR = 0.5
export const SUMMAND = 0.5

const [F32, I32, V128, FUNCTION, EMPTY] = [0x7d, 0x7f, 0x7b, 0x60, 0x40]
const [LOOP, END, BR_IF] = [0x03, 0x0b, 0x0d]
const [GET, SET, TEE] = [0x20, 0x21, 0x22]
const [I32_CONST, F32_CONST, I32_SUB] = [0x41, 0x43, 0x6b]
const SPLAT = [0xfd, 0x13]
const FIRST_LANE = [0xfd, 0x1f, 0]
const ADD = [0xfd, 0xe4, 0x01]
const MULTIPLY = [0xfd, 0xe6, 0x01]

/** `(func (export "run") (param $rounds i32) (result f32))`; at least one round. Chain i starts at i + 1. */
export function kernelBytes(): Uint8Array<ArrayBuffer> {
  const [rounds, factor, summand] = [0, 1, 2]
  const chains = Array.from({ length: CHAINS }, (_, index) => 3 + index)
  const splat = (value: number, local: number) => [F32_CONST, ...float(value), ...SPLAT, SET, local]
  const body = [
    ...[1, 2 + CHAINS, V128],
    ...splat(FACTOR, factor),
    ...splat(SUMMAND, summand),
    ...chains.flatMap((local, index) => splat(index + 1, local)),
    ...[LOOP, EMPTY],
    ...chains.flatMap((local) => [GET, local, GET, factor, ...MULTIPLY, GET, summand, ...ADD, SET, local]),
    ...[GET, rounds, I32_CONST, 1, I32_SUB, TEE, rounds, BR_IF, 0, END],
    ...chains.flatMap((local, index) => [GET, local, ...(index > 0 ? ADD : [])]),
    ...[...FIRST_LANE, END],
  ]
  const name = [...'run'].map((letter) => letter.charCodeAt(0))
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, FUNCTION, 1, I32, 1, F32]),
    ...section(3, [1, 0]),
    ...section(7, [1, name.length, ...name, 0, 0]),
    ...section(10, [1, ...length(body), ...body]),
  ])
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...length(content), ...content]
}

/** As LEB128 of two bytes, which holds what a function of this size needs. */
function length({ length }: readonly number[]): number[] {
  return [(length & 0x7f) | 0x80, length >> 7]
}

function float(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4))
  bytes.setFloat32(0, value, true)
  return new Uint8Array(bytes.buffer)
}
