/** Reads a command's options with node's own parser and turns every mistake into one sentence and the usage text. */
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** A mistake in how a command was called; `message` is for the person at the terminal. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Options by name, as node's parser wants them. */
export type OptionTable = NonNullable<ParseArgsConfig['options']>

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>

/** Reads `--name value` options. Throws UsageError on unknown options, missing values and stray words. */
export function readOptions(argv: readonly string[], options: OptionTable): OptionValues {
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false })
    return values as OptionValues
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** The option as text, undefined where it was not given; an empty text counts as a mistake. */
export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value.trim() === '') throw new UsageError(`--${name} needs a value.`)
  return value
}

export function requiredText(values: OptionValues, name: string): string {
  const value = textOption(values, name)
  if (value === undefined) throw new UsageError(`--${name} is missing.`)
  return value
}

export function numberOption(
  values: OptionValues,
  name: string,
  range: { readonly minimum: number; readonly maximum: number; readonly fallback: number },
): number {
  const text = textOption(values, name)
  if (text === undefined) return range.fallback
  const value = Number(text)
  if (!Number.isFinite(value) || value < range.minimum || value > range.maximum)
    throw new UsageError(`--${name} must be a number from ${range.minimum} to ${range.maximum}, not "${text}".`)
  return value
}

export function choiceOption<Choice extends string>(
  values: OptionValues,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const text = textOption(values, name)
  if (text === undefined) return fallback
  const choice = choices.find((candidate) => candidate === text)
  if (choice === undefined) throw new UsageError(`--${name} must be one of ${choices.join(', ')}, not "${text}".`)
  return choice
}

/** Runs a command's body and ends the process: the body's own exit code, 2 for a usage mistake, 1 for any other error. */
export async function runCommand(usage: string, body: (argv: readonly string[]) => Promise<number>): Promise<void> {
  const argv = process.argv.slice(2)
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(usage)
    return
  }
  try {
    process.exitCode = await body(argv)
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${usage}`)
      process.exitCode = 2
    } else {
      console.error(error instanceof Error ? error.message : String(error))
      process.exitCode = 1
    }
  }
}
