import { expect, test, vi } from 'vitest'

test('a picture that is closed takes its sharpened faces with it, and leaves the others theirs', async () => {
  // The settings, which the engine is started with, read the page's address.
  vi.stubGlobal('location', { search: '' })
  const { patchKey, usePatches } = await import('./patch-store.ts')
  const { usePictures } = await import('./picture-store.ts')
  const files = ['a.png', 'b.png'].map((name) => ({ name, blob: new Blob([name]) }))
  usePictures.getState().open(files)
  const { pictures } = usePictures.getState()
  const face = { box: { x: 1, y: 2, width: 3, height: 4 } } as Parameters<typeof patchKey>[1]
  const keys = pictures.map((picture) => patchKey(picture, face))
  usePatches.setState({ patches: new Map(keys.map((key) => [key, 'failed'])) })
  usePictures.getState().close(pictures[0]?.id ?? 0)
  expect([...usePatches.getState().patches.keys()]).toEqual([keys[1]])
  usePictures.getState().closeAll()
  expect(usePatches.getState().patches.size).toBe(0)
})
