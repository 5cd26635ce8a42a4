import { expect, test } from 'vitest'
import { type Picture, sourceFor } from './draw.ts'

test('what is drawn is the smallest copy that still has all pixels', () => {
  const sized = (width: number) => ({ width, height: width / 2 }) as unknown as Picture['full']
  const [full, large, small] = [sized(8000), sized(2560), sized(1280)]
  const picture: Picture = { width: 8000, height: 4000, full, smaller: [large, small] }
  expect(sourceFor(picture, 0.1)).toBe(small)
  expect(sourceFor(picture, 0.16)).toBe(small)
  expect(sourceFor(picture, 0.17)).toBe(large)
  expect(sourceFor(picture, 0.33)).toBe(full)
  expect(sourceFor({ ...picture, smaller: [] }, 0.1)).toBe(full)
})
