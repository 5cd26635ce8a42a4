/** Holds the sources against the dictionary: what a person reads or hears must be in it. Reads the English from the files' syntax. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { said, useLanguage } from './t.ts'
import { zh } from './zh.ts'

const dictionary: Readonly<Record<string, string>> = zh
const chinese = /\p{Script=Han}/u
const page = fileURLToPath(new URL('..', import.meta.url))
const source = fileURLToPath(new URL('../../', import.meta.url))

/** Folders and files of which sentences reach the page as they are. */
const SPEAKING = ['formats/', 'training/stages/'].flatMap((folder) => sourceFiles(`${source}${folder}`))
const SPEAKING_FILES = [
  'storage/model-file.ts',
  'training/samples/labelled.ts',
  'training/finetune.ts',
  'engine/training-record.ts',
]

/** English on purpose: names, what nobody sees but a programmer, and what goes out as a file or as text. */
const LEFT = new Set([
  'Specklens',
  'MB-FCN',
  'GFLOP/s',
  // Of forms and their fields.
  'https://…',
  'Fetches one picture',
  'address',
  'thoroughness',
  // Names of pictures.
  'Sample crowd',
  'Pasted picture',
  // For programmers.
  'The worker could not decode it.',
  'There are no own models here.',
  'No bin holds a height of 7 px.',
  'Super-resolving faces for the list failed:',
  'The second stage is not loaded.',
])
/** The measurements as text for an issue. */
const LEFT_FILES = /bench-text\.ts$/

/** Attributes whose text a person reads or hears; <Rich text> is looked up like a call of t(). */
const SPOKEN = /^(aria-label|aria-valuetext|title|label|note|help|alt|placeholder|caption|name)$/

interface SourceTexts {
  /** Written in markup, past the dictionary. */
  readonly markup: readonly string[]
  /** Strings that read like a title or a sentence of several words; a template's values stand as 7. */
  readonly sentences: readonly string[]
}

type Node = Readonly<Record<string, unknown>>

/** Sources below `root`, tests and dictionaries left out. */
function sourceFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|zh\.ts$/.test(name))
    .map((name) => `${root}${name}`)
}

function textsOf(path: string): SourceTexts {
  const markup: string[] = []
  const sentences: string[] = []
  const heed = (text: unknown) => {
    if (typeof text !== 'string' || !/[A-Za-z]{2}.* .*[a-z]{2}/s.test(text)) return
    if (/^[“"7A-Z]/.test(text.trim()) || /[.?!…]$/.test(text)) sentences.push(text)
  }
  const walk = (node: Node) => {
    const { type, name, value, expressions } = node
    // What is imported, and what a type says, is not shown.
    if (type === 'ImportDeclaration' || type === 'TSLiteralType') return
    if (type === 'JSXText' && /\p{L}{3,}/u.test(String(value))) markup.push(String(value).trim())
    if (type === 'JSXAttribute' && SPOKEN.test(String((name as Node).name))) {
      const text = (value as Node | null)?.value
      if (typeof text === 'string' && /\p{L}{3,}/u.test(text)) markup.push(text)
    }
    if (type === 'Literal') heed(value)
    if (type === 'TemplateLiteral') {
      const parts = (node.quasis as readonly { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked)
      heed(parts.join('7'))
      for (const inner of expressions as readonly Node[]) walk(inner)
      return
    }
    for (const child of Object.values(node))
      for (const one of Array.isArray(child) ? child : [child])
        if (one !== null && typeof one === 'object' && 'type' in one) walk(one as Node)
  }
  walk(parseSync(path, readFileSync(path, 'utf8')).program as unknown as Node)
  return { markup, sentences }
}

/** The texts that are written in calls of t() and english(), and in <Rich>. */
function usedTexts(): readonly string[] {
  const call = /(?<![\w.])(?:t|english)\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)")/g
  const rich = /<Rich\s+text="([^"]*)"/g
  return sourceFiles(page).flatMap((path) => {
    const text = readFileSync(path, 'utf8')
    return [...text.matchAll(call), ...text.matchAll(rich)].map((match) =>
      (match[1] ?? match[2] ?? '').replaceAll("\\'", "'"),
    )
  })
}

test('every text in use has a Chinese entry', () => {
  const texts = usedTexts()
  expect(texts.length).toBeGreaterThan(200)
  expect(texts.filter((text) => dictionary[text] === undefined)).toEqual([])
})

test('no text is written in the markup, past the dictionary', () => {
  const paths = sourceFiles(page)
  expect(paths.length).toBeGreaterThan(200)
  const past = paths.flatMap((path) => textsOf(path).markup.map((text) => ({ path, text })))
  expect(past.filter(({ text }) => !LEFT.has(text))).toEqual([])
})

describe('in Chinese', () => {
  beforeEach(() => useLanguage.setState({ language: 'zh', dictionary }))
  afterEach(() => useLanguage.setState({ language: 'en', dictionary: {} }))

  test('every sentence in the page’s sources, and of files and training, is said in Chinese', () => {
    const paths = [...sourceFiles(page), ...SPEAKING, ...SPEAKING_FILES.map((name) => `${source}${name}`)]
    const sentences = paths
      .filter((path) => !LEFT_FILES.test(path))
      .flatMap((path) => textsOf(path).sentences.map((text) => ({ path, text })))
    expect(sentences.length).toBeGreaterThan(500)
    const known = (text: string) => LEFT.has(text) || text in dictionary || chinese.test(said(text))
    expect(sentences.filter(({ text }) => !known(text))).toEqual([])
  })
})
