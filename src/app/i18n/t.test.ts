import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aboutFound } from '../intake/found.ts'
import { tallyWords } from '../queue/queue-words.ts'
import { cameraFailure } from '../state/camera-words.ts'
import { failureTitle, notAnImage } from '../state/failure.ts'
import { english, said, t, useLanguage } from './t.ts'
import { zh } from './zh.ts'

const OUT_OF_MEMORY = 'This device ran out of memory: choose a larger smallest face or a smaller picture.'
const dictionary: Readonly<Record<string, string>> = zh
const chinese = /\p{Script=Han}/u
const engine = fileURLToPath(new URL('../../engine/', import.meta.url))

function sources(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|zh\.ts$|i18n\/t\.ts$/.test(name))
    .map((name) => readFileSync(`${root}/${name}`, 'utf8'))
}

const names = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))

test('a Chinese entry has the values of its English text, and no others', () => {
  for (const [english, words] of Object.entries(dictionary))
    expect(
      [...names(words)].filter((name) => !names(english).has(name)),
      english,
    ).toEqual([])
  const lost = Object.entries(dictionary).filter(([english, words]) => names(english).size > names(words).size)
  expect(lost.map(([english]) => english)).toEqual([])
})

test('English has a form for one and a form for many', () => {
  expect(t('{n} face | {n} faces', { n: 1 })).toBe('1 face')
  expect(t('{n} face | {n} faces', { n: 0 })).toBe('0 faces')
  expect(t('{n} face | {n} faces', { n: 12 })).toBe('12 faces')
})

test('in English a sentence from elsewhere stays as it is', () => {
  expect(said('The camera stopped: no idea')).toBe('The camera stopped: no idea')
})

describe('in Chinese', () => {
  beforeEach(() => useLanguage.setState({ language: 'zh', dictionary }))
  afterEach(() => useLanguage.setState({ language: 'en', dictionary: {} }))

  test('values are put in their place, whatever the number', () => {
    expect(t('{n} face | {n} faces', { n: 1 })).toBe('1 张人脸')
    expect(t('{n} face | {n} faces', { n: 3 })).toBe('3 张人脸')
    expect(tallyWords({ total: 4, done: 1, failed: 1, stopped: 0, left: 2 })).toBe('已搜索 1 / 4，1 张失败')
  })

  test('sentences made elsewhere are found again, with their values, one by one', () => {
    const found = aboutFound({ pictures: [], videos: [], skipped: 3, notes: ['The folder old could not be read.'] })
    expect(said(found ?? '')).toBe('无法读取文件夹 old。跳过了 3 个不是图片的文件。')
    expect(said(cameraFailure(new DOMException('', 'NotAllowedError')))).toMatch(/^浏览器没有/)
    expect(said(cameraFailure(new Error('odd')))).toBe('相机停止了：odd')
    expect(said(notAnImage('a.heic', '').message)).toMatch(/HEIC/)
    expect(said(`${failureTitle('device-lost')}. ${OUT_OF_MEMORY}`)).toMatch(/^图形设备丢失。此设备内存不足/)
    expect(said('Nobody wrote this.')).toBe('Nobody wrote this.')
  })

  test('every failure that the engine can name is said in Chinese', () => {
    const thrown = /new (?:EngineError|NetworkLoadError)\(\s*'[\w-]+',\s*(?:'([^']+)'|`([^`]+)`)/g
    const sentences = sources(engine).flatMap((source) =>
      [...source.matchAll(thrown)].map((match) => (match[1] ?? match[2] ?? '').replace(/\$\{[^}]*\}/g, '7')),
    )
    expect(sentences.length).toBeGreaterThan(8)
    for (const sentence of sentences) expect(said(sentence), sentence).toMatch(chinese)
  })

  test('a sentence that was kept in English is said with its values, a reason and a count within it too', () => {
    const kept = english('{name} was not understood as labels: {reason}', {
      name: 'a.csv',
      reason: 'Row 3: expected a number for x, found "left".',
    })
    expect(kept).toBe('a.csv was not understood as labels: Row 3: expected a number for x, found "left".')
    expect(said(kept)).toBe('无法把 a.csv 读作标注：第 3 行：x 应为数字，实为“left”。')
    const labels = english('Labels of {n} picture: {faces}. | Labels of {n} pictures: {faces}.', {
      n: 2,
      faces: english('{n} face | {n} faces', { n: 1 }),
    })
    expect(said(`${labels} ${english('No picture here is called {names}.', { names: '2 faces' })}`)).toMatch(
      /^2 张图片的标注：1 张人脸。/,
    )
    expect(said('The browser has no room left for it: closing this tab would end the training for good.')).toBe(
      '浏览器没有空间保存训练进度：关闭此标签页会使训练彻底结束。',
    )
  })
})
