import fc from 'fast-check'
import { expect, test } from 'vitest'
import { baseOf, safePath, stemOf, uniqueStems } from './file-names.ts'

test('a picture’s name loses its ending and keeps its folders', () => {
  expect(stemOf('trip/day 1/IMG_0001.JPG')).toBe('trip/day 1/IMG_0001')
  expect(stemOf('Sample crowd')).toBe('Sample crowd')
  expect(baseOf('trip/day 1/IMG_0001')).toBe('IMG_0001')
})

test('a name cannot leave the folder that it is unpacked into, and Windows takes it', () => {
  expect(safePath('../../etc/pass:wd')).toBe('etc/pass-wd')
  expect(safePath('C:\\a\\b?.jpg')).toBe('C-/a/b-.jpg')
  expect(safePath('/..')).toBe('picture')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const parts = safePath(name).split('/')
      expect(parts.every((part) => part !== '' && part !== '.' && part !== '..')).toBe(true)
    }),
  )
})

test('pictures of the same name do not overwrite each other', () => {
  expect(uniqueStems(['a.jpg', 'b.jpg', 'A.png', 'a.webp', 'a-2.jpg'])).toEqual(['a', 'b', 'A-2', 'a-3', 'a-2-2'])
})
