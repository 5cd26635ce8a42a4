import { beforeEach, expect, test, vi } from 'vitest'
import { decodePicture } from './decoded-picture.ts'
import { usePictures } from './picture-store.ts'

const file = (name: string) => ({ name, blob: new Blob([name]) })

beforeEach(() => {
  usePictures.getState().closeAll()
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 4, height: 3, close: vi.fn() }))
})

test('a picture that is closed takes its pixels with it', async () => {
  const [a, b] = [file('a.png'), file('b.png')]
  usePictures.getState().open([a, b])
  const { full } = await decodePicture(a.blob)
  usePictures.getState().close(usePictures.getState().pictures[1]?.id ?? 0)
  await Promise.resolve()
  expect(full.close).not.toHaveBeenCalled()
  usePictures.getState().closeAll()
  await vi.waitFor(() => expect(full.close).toHaveBeenCalledOnce())
})

test('a picture that is closed while it is decoded, and opened again, is decoded anew', async () => {
  const a = file('a.png')
  usePictures.getState().open([a])
  const first = decodePicture(a.blob)
  usePictures.getState().closeAll()
  usePictures.getState().open([a])
  const second = await decodePicture(a.blob)
  await vi.waitFor(async () => expect((await first).full.close).toHaveBeenCalled())
  expect(second.full.close).not.toHaveBeenCalled()
})

test('a labelled picture keeps its pixels when open pictures are closed', async () => {
  const labelled = file('labelled.png')
  const { full } = await decodePicture(labelled.blob)
  usePictures.getState().open([file('a.png')])
  usePictures.getState().closeAll()
  await Promise.resolve()
  expect(full.close).not.toHaveBeenCalled()
})
