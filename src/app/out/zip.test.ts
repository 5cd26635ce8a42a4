import { expect, test } from 'vitest'
import { zipOf } from './zip.ts'

test('a zip holds every file under its name, umlauts and folders kept', async () => {
  const zip = await zipOf([
    { name: 'tag/größe.txt', input: 'one' },
    { name: 'b.bin', input: new Blob([new Uint8Array([1, 2, 3])]) },
  ])
  const text = new TextDecoder().decode(await zip.arrayBuffer())
  expect(text.startsWith('PK\u0003\u0004')).toBe(true)
  // Once before the content, once in the directory at the end.
  expect(text.split('tag/größe.txt')).toHaveLength(3)
  expect(text).toContain('one')
})

test('thousands of files are taken one after the other, and stopping ends it', async () => {
  let made = 0
  const abort = new AbortController()
  async function* entries() {
    for (let index = 0; index < 4000; index++) {
      abort.signal.throwIfAborted()
      made += 1
      if (made === 1500) abort.abort()
      yield { name: `${index}.txt`, input: 'x' }
    }
  }
  await expect(zipOf(entries())).rejects.toThrow()
  expect(made).toBe(1500)
})
