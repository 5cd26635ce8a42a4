import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aboutFound, isFull, MOST_PICTURES, nothingFound, plainPath } from './found.ts'

const picture = { name: 'a.png', blob: new Blob() }

test('nothing is said where all was taken, and skipped files are counted', () => {
  expect(aboutFound({ pictures: [picture], videos: [], skipped: 0, notes: [] })).toBeNull()
  expect(aboutFound({ pictures: [picture], videos: [], skipped: 1, notes: [] })).toMatch(/^One file that is no picture/)
  expect(aboutFound({ pictures: [picture], videos: [], skipped: 7, notes: [] })).toMatch(/^7 files/)
  expect(aboutFound({ pictures: [], videos: [], skipped: 2, notes: [] })).toMatch(
    /^There was no picture in it\. 2 files/,
  )
})

test('the limit is said once', () => {
  const found = nothingFound()
  expect(isFull(found)).toBe(false)
  found.pictures.push(...new Array(MOST_PICTURES).fill(picture))
  expect(isFull(found) && isFull(found)).toBe(true)
  expect(found.notes).toHaveLength(1)
})

test('no path leads out of its folder', () => {
  expect(plainPath('../../etc/passwd.jpg')).toBe('etc/passwd.jpg')
  expect(plainPath('C:\\pictures\\..\\a.jpg')).toBe('pictures/a.jpg')
  expect(plainPath('/a//b.png')).toBe('a/b.png')
  expect(plainPath('..')).toBe('picture')
  fc.assert(
    fc.property(fc.array(fc.constantFrom('..', '.', '/', '\\', 'c:', 'a', '\0', '\u202e')), (parts) => {
      const path = plainPath(parts.join(''))
      expect(path).not.toMatch(/^\/|(^|\/)\.\.?(\/|$)|\\|\0/)
    }),
  )
})
