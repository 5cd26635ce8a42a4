import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { answerFile, type FileCache } from './answer.ts'

const address = 'https://example.org/models/w.bin'
const path = 'models/w.bin'
const weights = 'weights as they were built'
const files = { [path]: [createHash('sha256').update(weights).digest('base64'), weights.length] } as const

let kept: Map<string, string>
let loads: number
let full: boolean
const cache: FileCache = {
  match: async (key) => (kept.has(key) ? new Response(kept.get(key)) : undefined),
  put: async (key, response) => {
    if (full) throw new DOMException('', 'QuotaExceededError')
    kept.set(key, await response.text())
  },
  delete: async (key) => kept.delete(key),
}
const server = (text: string) => async () => {
  loads++
  return new Response(text)
}

beforeEach(() => {
  kept = new Map()
  loads = 0
  full = false
})

async function answer(text = weights, open = async () => cache) {
  const { response, fromDevice } = await answerFile(path, address, files, open, server(text))
  return { text: await response.text(), fromDevice }
}

test('a file is fetched once and comes from the device afterwards', async () => {
  expect(await answer()).toEqual({ text: weights, fromDevice: false })
  expect(await answer()).toEqual({ text: weights, fromDevice: true })
  expect(loads).toBe(1)
})

test('what was poisoned in the cache is thrown away and fetched anew', async () => {
  kept.set(address, 'something else')
  expect(await answer()).toEqual({ text: weights, fromDevice: false })
  expect(kept.get(address)).toBe(weights)
})

test('a device without room gets its file all the same', async () => {
  full = true
  expect(await answer()).toEqual({ text: weights, fromDevice: false })
  expect(kept.size).toBe(0)
})

test('a browser that refuses the cache altogether, too', async () => {
  const refused = () => Promise.reject(new DOMException('', 'SecurityError'))
  expect(await answer(weights, refused)).toEqual({ text: weights, fromDevice: false })
})

test("another build's file is handed on and not kept", async () => {
  expect(await answer('of tomorrow')).toEqual({ text: 'of tomorrow', fromDevice: false })
  expect(kept.size).toBe(0)
})
