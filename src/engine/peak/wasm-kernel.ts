/** WebAssembly modules of one function each, as bytes: multiply-adds in a loop, and a copy. */

/** Chains of x ← x × FACTOR + SUMMAND in SIMD registers, independent of each other: as many as the 16 registers of x86 hold beside both constants, enough to hide how long one operation takes. */
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

const COPY = [0xfc, 0x0a, 0, 0]
const PAGE = 2 ** 16

/** `(func (export "run") (param $rounds i32) (result f32))`; at least one round. Chain i starts at i + 1. */
export function multiplyAddModule(): Uint8Array<ArrayBuffer> {
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
  return moduleOf([FUNCTION, 1, I32, 1, F32], [], body)
}

/** `(func (export "run") (param $bytes i32))`: copies so many bytes from the memory's beginning behind them. `most` is a multiple of 64 kB. */
export function copyModule(most: number): Uint8Array<ArrayBuffer> {
  const bytes = 0
  const body = [0, GET, bytes, I32_CONST, 0, GET, bytes, ...COPY, END]
  return moduleOf([FUNCTION, 1, I32, 0], section(5, [1, 0, ...leb128((2 * most) / PAGE)]), body)
}

function moduleOf(
  type: readonly number[],
  memory: readonly number[],
  body: readonly number[],
): Uint8Array<ArrayBuffer> {
  const exported = (text: string, kind: number) => [
    text.length,
    ...[...text].map((letter) => letter.charCodeAt(0)),
    kind,
    0,
  ]
  const exports = [...exported('run', 0), ...(memory.length > 0 ? exported('memory', 2) : [])]
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, ...type]),
    ...section(3, [1, 0]),
    ...memory,
    ...section(7, [memory.length > 0 ? 2 : 1, ...exports]),
    ...section(10, [1, ...leb128(body.length), ...body]),
  ])
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...leb128(content.length), ...content]
}

/** In two bytes: less than 16384. */
function leb128(value: number): number[] {
  return [(value & 0x7f) | 0x80, value >> 7]
}

function float(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4))
  bytes.setFloat32(0, value, true)
  return new Uint8Array(bytes.buffer)
}
