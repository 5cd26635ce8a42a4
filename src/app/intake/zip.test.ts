import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import { expect, test } from 'vitest'
import { nothingFound } from './found.ts'
import { picturesOfZip } from './zip.ts'

const picture = (size: number) => {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  bytes.set([0xff, 0xd8, 0xff])
  return bytes
}

async function zip(files: Record<string, Uint8Array | string>, options: { password?: string } = {}): Promise<File> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, ...options })
  for (const [name, content] of Object.entries(files))
    await writer.add(name, typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content))
  return new File([await writer.close()], 'crowd.zip')
}

async function opened(file: File, limits?: { picture: number; archive: number }) {
  const found = nothingFound()
  await picturesOfZip(file, found, limits)
  return { ...found, names: found.pictures.map(({ name }) => name) }
}

test('pictures of a zip come out whole and in order, other files are counted', async () => {
  const first = picture(5000)
  const { names, pictures, skipped, notes } = await opened(
    await zip({
      'a/1.jpg': first,
      'a/notes.txt': 'hello',
      'b/2': picture(40),
      '__MACOSX/a/._1.jpg': 'x',
      '.DS_Store': 'y',
    }),
  )
  expect(names).toEqual(['a/1.jpg', 'b/2'])
  expect(new Uint8Array((await pictures[0]?.blob.arrayBuffer()) ?? new ArrayBuffer())).toEqual(first)
  expect(pictures[0]?.blob.type).toBe('image/jpeg')
  expect(skipped).toBe(1)
  expect(notes).toEqual([])
})

test('names that climb out of the archive are made plain', async () => {
  expect((await opened(await zip({ '../../up.jpg': picture(50) }))).names).toEqual(['up.jpg'])
})

test('names of prototypes, drives and control characters come out plain, each file once', async () => {
  const files = JSON.parse(
    '{"__proto__/constructor.jpg":0,"C:/x/..\\\\..\\\\up.jpg":0,"/etc/a\\u0007\\u202ecod.jpg":0}',
  )
  for (const name of Object.keys(files)) files[name] = picture(50)
  const { names } = await opened(await zip(files))
  expect(names).toEqual(['__proto__/constructor.jpg', 'x/up.jpg', 'etc/acod.jpg'])
  expect(({} as Record<string, unknown>)['constructor.jpg']).toBeUndefined()
})

test('a bomb is refused in a sentence, the rest is opened', async () => {
  const bomb = new Uint8Array(30e6)
  bomb.set([0xff, 0xd8, 0xff])
  const { names, notes } = await opened(await zip({ 'bomb.jpg': bomb, 'a.jpg': picture(50) }), {
    picture: 10e6,
    archive: 100e6,
  })
  expect(names).toEqual(['a.jpg'])
  expect(notes.join()).toMatch(/1 file in crowd\.zip could not be unpacked: damaged, or larger than 10 MB/)
})

test('an index that lies about the size of a file does not help a bomb', async () => {
  const bomb = picture(200_000)
  const file = await zip({ 'bomb.jpg': bomb })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const view = new DataView(bytes.buffer)
  for (let at = 0; at + 46 < bytes.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true)
  const { names, notes } = await opened(new File([bytes], 'crowd.zip'), { picture: 50_000, archive: 1e6 })
  expect(names).toEqual([])
  expect(notes.join()).toMatch(/could not be unpacked/)
})

test('an archive unpacks to its limit and no further', async () => {
  const files = { '1.jpg': picture(400), '2.jpg': picture(400), '3.jpg': picture(400), '4.jpg': picture(400) }
  const { names, notes } = await opened(await zip(files), { picture: 900, archive: 1000 })
  expect(names).toEqual(['1.jpg', '2.jpg'])
  expect(notes.join()).toMatch(/unpacks to more than/)
})

test('a password and a broken archive are said', async () => {
  const locked = await opened(await zip({ 'a.jpg': picture(90) }, { password: 'x' }))
  expect(locked.notes.join()).toMatch(/password/)
  const whole = await zip({ 'a.jpg': picture(90), 'b.jpg': picture(90) })
  const broken = await opened(new File([whole.slice(0, 150)], 'half.zip'))
  expect(broken.notes.join()).toMatch(/half\.zip could not be read/)
  expect(broken.names).toEqual([])
})
