/** Walks through a text file line by line, remembering the line number for messages. */
import { FormatError } from './labels.ts'

export class Lines {
  readonly #lines: readonly string[]
  #next = 0

  constructor(text: string) {
    this.#lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  }

  /** The next line that is not blank, trimmed, without taking it; undefined at the end. */
  peek(): string | undefined {
    while (this.#next < this.#lines.length && this.#lines[this.#next]?.trim() === '') this.#next++
    return this.#lines[this.#next]?.trim()
  }

  take(expected: string): string {
    const line = this.peek()
    if (line === undefined) throw new FormatError(`The file ends where ${expected} should stand.`)
    this.#next++
    return line
  }

  takeCount(): number {
    const line = this.take('a number of faces')
    if (!/^\d+$/.test(line)) throw this.error('a number of faces', line)
    return Number(line)
  }

  /** One result a row. The count is the file's own word: rows are taken one by one, so that a false one costs no memory. */
  takeRows<Row>(count: number, takeRow: () => Row): Row[] {
    const rows: Row[] = []
    while (rows.length < count) rows.push(takeRow())
    return rows
  }

  /** A row of at least `minimum` numbers. */
  takeNumbers(minimum: number, expected: string): number[] {
    const line = this.take(expected)
    const numbers = asNumbers(line)
    if (!numbers || numbers.length < minimum) throw this.error(expected, line)
    return numbers
  }

  /** An error about the line taken last. */
  error(expected: string, found: string): FormatError {
    return new FormatError(`Line ${this.#next}: expected ${expected}, found "${found.slice(0, 80)}".`)
  }
}

/** The numbers of a row, undefined where any word is none. */
export function asNumbers(line: string): number[] | undefined {
  const numbers = line.trim().split(/\s+/).map(Number)
  return numbers.every(Number.isFinite) ? numbers : undefined
}
