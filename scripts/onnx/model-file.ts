/** A graph of ONNX operators as data, and its encoding as a .onnx file (github.com/onnx/onnx, onnx.proto). */
import { littleEndian, Message } from './protobuf.ts'

/** Operator set 17 and file format 8: everything used here is in them, and runtimes since 2022 read them. */
const OPERATOR_SET = 17
const FILE_FORMAT = 8

const FLOAT = 1
const attributeTypes = { int: 2, text: 3, ints: 7 } as const

export type Attribute = { readonly int: number } | { readonly ints: readonly number[] } | { readonly text: string }

export interface OnnxNode {
  /** ONNX's name of the operator. */
  readonly operator: string
  /** Names of values; '' skips an optional one. */
  readonly inputs: readonly string[]
  /** The node's name too. */
  readonly output: string
  readonly attributes?: Readonly<Record<string, Attribute>>
}

export interface OnnxConstant {
  readonly name: string
  readonly shape: readonly number[]
  /** Row by row. */
  readonly values: ArrayLike<number>
}

/** A side is a number, or a name where the caller may choose it. */
export interface OnnxValue {
  readonly name: string
  readonly shape: readonly (number | string)[]
  readonly description: string
}

export interface OnnxGraph {
  readonly name: string
  readonly description: string
  /** In the order in which they run. */
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxConstant[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  /** What a reader should know besides, by key. */
  readonly metadata: Readonly<Record<string, string>>
}

/** The bytes of a .onnx file. All numbers are 32-bit floats. */
export function encodeModel(graph: OnnxGraph): Uint8Array<ArrayBuffer> {
  const model = new Message()
    .int(1, FILE_FORMAT)
    .text(2, 'specklens')
    .text(6, graph.description)
    .message(7, graphMessage(graph))
    .message(8, new Message().text(1, '').int(2, OPERATOR_SET))
  for (const [key, value] of Object.entries(graph.metadata))
    model.message(14, new Message().text(1, key).text(2, value))
  return model.encode()
}

function graphMessage({ name, nodes, constants, inputs, outputs }: OnnxGraph): Message {
  const message = new Message()
  for (const node of nodes) message.message(1, nodeMessage(node))
  message.text(2, name)
  for (const constant of constants) message.message(5, constantMessage(constant))
  for (const input of inputs) message.message(11, valueMessage(input))
  for (const output of outputs) message.message(12, valueMessage(output))
  return message
}

function nodeMessage({ operator, inputs, output, attributes = {} }: OnnxNode): Message {
  const message = new Message()
  for (const input of inputs) message.text(1, input)
  message.text(2, output).text(3, output).text(4, operator)
  for (const [name, value] of Object.entries(attributes)) message.message(5, attributeMessage(name, value))
  return message
}

function attributeMessage(name: string, value: Attribute): Message {
  const message = new Message().text(1, name)
  if ('int' in value) return message.int(3, value.int).int(20, attributeTypes.int)
  if ('text' in value) return message.text(4, value.text).int(20, attributeTypes.text)
  for (const one of value.ints) message.int(8, one)
  return message.int(20, attributeTypes.ints)
}

function constantMessage({ name, shape, values }: OnnxConstant): Message {
  const message = new Message()
  for (const side of shape) message.int(1, side)
  return message
    .int(2, FLOAT)
    .text(8, name)
    .bytes(9, new Uint8Array(littleEndian(values)))
}

function valueMessage({ name, shape, description }: OnnxValue): Message {
  const sides = new Message()
  for (const side of shape)
    sides.message(1, typeof side === 'number' ? new Message().int(1, side) : new Message().text(2, side))
  const tensor = new Message().int(1, FLOAT).message(2, sides)
  return new Message().text(1, name).message(2, new Message().message(1, tensor)).text(3, description)
}
