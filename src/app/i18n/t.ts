/** The interface's words: English in the code, other languages from dictionaries that are loaded when they are chosen. */
import { create } from 'zustand'
import type { Text } from './text.ts'

export type Language = 'en' | 'zh'
export type Values = Readonly<Record<string, string | number>>
type Dictionary = Readonly<Record<string, string>>

interface LanguageStore {
  readonly language: Language
  readonly dictionary: Dictionary
}

export const useLanguage = create<LanguageStore>(() => ({ language: 'en', dictionary: {} }))

/**
 * A text in the chosen language. `{name}` stands for a value. Two forms, `{n} face | {n} faces`, are for one and for any
 * other number `n`. Call it while drawing, never once at a module's start: the language may change.
 */
export function t(text: Text, values: Values = {}): string {
  const { dictionary } = useLanguage.getState()
  return fill(formFor(dictionary[text] ?? text, values), values)
}

/** A text in English whatever the language: for sentences that are kept, and translated by `said` where they are shown. */
export function english(text: Text, values: Values = {}): string {
  return fill(formFor(text, values), values)
}

/**
 * The same for a sentence that exists only at run time, from the engine or from what was kept, in English: the text that it
 * was made of is found again. What is not known stays as it is.
 */
export function said(sentence: string): string {
  const { dictionary } = useLanguage.getState()
  const patterns = patternsOf(dictionary)
  if (patterns.length === 0) return sentence
  const whole = translate(sentence, dictionary, patterns)
  if (whole !== null) return whole
  const parts = sentence.split(/(?<=[.!?…])\s+/)
  return parts
    .map((part) => translate(part, dictionary, patterns) ?? ended(part, dictionary) ?? ` ${part} `)
    .join('')
    .trim()
}

/** Letters that are no value. */
const fixed = (text: string) => text.replace(/\{\w+\}/g, '').length

interface Pattern {
  readonly text: string
  readonly shape: RegExp
}

let known: { readonly dictionary: Dictionary; readonly patterns: readonly Pattern[] } | null = null

/** Most fixed letters first, so that the narrowest text wins. */
function patternsOf(dictionary: Dictionary): readonly Pattern[] {
  if (known?.dictionary === dictionary) return known.patterns
  const patterns = Object.keys(dictionary)
    .filter((text) => fixed(text) > 3)
    .sort((a, b) => fixed(b) - fixed(a))
    .flatMap((text) => forms(text).map((form) => ({ text, shape: shapeOf(form) })))
  known = { dictionary, patterns }
  return patterns
}

function shapeOf(form: string): RegExp {
  const names = new Set<string>()
  const source = form.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name: string) => {
    if (names.has(name)) return `\\k<${name}>`
    names.add(name)
    // A value ends with its sentence: otherwise one text would swallow the sentences before it.
    return `(?<${name}>(?:(?![.!?] ).)+?)`
  })
  return new RegExp(`^${source}$`, 's')
}

function translate(sentence: string, dictionary: Dictionary, patterns: readonly Pattern[]): string | null {
  const same = dictionary[sentence]
  if (same !== undefined) return same
  for (const { text, shape } of patterns) {
    const match = shape.exec(sentence)
    if (!match) continue
    const values: Record<string, string> = {}
    for (const [name, value] of Object.entries(match.groups ?? {}))
      values[name] = dictionary[value] ?? (isWide(text) ? translate(value, dictionary, patterns) : null) ?? value
    return fill(formFor(dictionary[text] ?? text, values), values)
  }
  return null
}

/** A value may be a sentence itself, a reason for instance; of a short text, a file's name could be taken for one. */
const isWide = (text: string) => fixed(text) > 16

/** A title that was made a sentence. */
function ended(part: string, dictionary: Dictionary): string | null {
  const title = part.endsWith('.') ? dictionary[part.slice(0, -1)] : undefined
  return title === undefined ? null : `${title}。`
}

const forms = (text: string) => text.split(' | ')

function formFor(text: string, { n }: Values): string {
  const [one = text, other] = forms(text)
  return other === undefined || Number(n) === 1 ? one : other
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
