import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import { expect, test } from 'vitest'
import { readLabelsJson } from '../../formats/label-json.ts'
import { type Found, nothingFound } from '../intake/found.ts'
import { picturesOfZip } from '../intake/zip.ts'
import { zipOf } from '../out/zip.ts'
import type { LabelPicture } from '../state/label-edits.ts'
import { freeName } from './add-pictures.ts'
import { ofProject, projectEntries } from './project-zip.ts'

const png = (extra: number) => {
  const bytes = new Uint8Array(64).fill(extra)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return bytes
}

async function found(zip: Blob): Promise<Found> {
  const all: Found = { ...nothingFound(), labels: [] }
  await picturesOfZip(new File([zip], 'project.zip'), all)
  return ofProject(all)
}

test('a project comes back from its zip with every picture, face and decision', async () => {
  const faces = [
    {
      id: 1,
      box: { x: 1.25, y: 2, width: 3, height: 4 },
      ignored: true,
      state: 'accepted',
      score: null,
      attributes: null,
    },
    {
      id: 2,
      box: { x: 5, y: 6, width: 7, height: 8 },
      ignored: false,
      state: 'rejected',
      score: 0.25,
      attributes: null,
    },
  ] as const
  const pictures: readonly LabelPicture[] = [
    { id: 1, name: 'tag/größe.png', width: 20, height: 10, faces, done: true, file: new Blob([png(1)]) },
    { id: 2, name: 'b.png', width: 9, height: 9, faces: [], done: false, file: new Blob([png(2)]) },
  ]
  const { pictures: read, labels, notes } = await found(await zipOf(projectEntries(pictures)))
  expect(notes).toEqual([])
  expect(read.map(({ name }) => name)).toEqual(['tag/größe.png', 'b.png'])
  expect(new Uint8Array((await read[1]?.blob.arrayBuffer()) ?? new ArrayBuffer())).toEqual(png(2))
  const known = readLabelsJson((await labels?.[0]?.blob.text()) ?? '')
  expect(known).toEqual(
    pictures.map(({ name, width, height, faces: own, done }) => ({
      name,
      size: { width, height },
      done,
      faces: own.map(({ id: _, ...face }) => face),
    })),
  )
})

test('a zip whose names climb out or are called __proto__ does no harm', async () => {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false })
  await writer.add(
    'labels.json',
    new TextReader('{"pictures":[{"name":"__proto__","faces":[]}],"__proto__":{"bad":1}}'),
  )
  await writer.add('pictures/../../up.png', new Uint8ArrayReader(png(3)))
  await writer.add('pictures/__proto__', new Uint8ArrayReader(png(4)))
  const { pictures, labels } = await found(await writer.close())
  expect(pictures.map(({ name }) => name)).toEqual(['up.png', '__proto__'])
  expect(readLabelsJson((await labels?.[0]?.blob.text()) ?? '')[0]?.name).toBe('__proto__')
  expect('bad' in {}).toBe(false)
})

test('a second picture of a name gets one of its own, also where letters’ case does not count', () => {
  expect(freeName('a/b.c/one.JPG', new Set(['a/b.c/one.jpg', 'a/b.c/one-2.jpg']))).toBe('a/b.c/one-3.JPG')
  expect(freeName('.hidden', new Set(['.hidden']))).toBe('.hidden-2')
})
