import { expect, test } from 'vitest'
import { addressFailure, nameOfAddress, readAddress } from './address.ts'

test('an address needs no scheme, and nothing but http and https is taken', () => {
  expect(readAddress(' example.org/a.jpg ')?.href).toBe('https://example.org/a.jpg')
  expect(readAddress('http://example.org/a.jpg')?.protocol).toBe('http:')
  for (const text of [
    '',
    'crowd',
    'two words.org',
    'file:///etc/passwd',
    'javascript://a.b/%0aalert(1)',
    'https://a@b.org/',
  ])
    expect(readAddress(text), text).toBeNull()
})

test('a picture is named after its file', () => {
  expect(nameOfAddress(new URL('https://example.org/a/gro%C3%9F.jpg?x=1'))).toBe('groß.jpg')
  expect(nameOfAddress(new URL('https://example.org/'))).toBe('example.org')
  expect(nameOfAddress(new URL('https://example.org/100%.jpg'))).toBe('100%.jpg')
})

test('every failure names what to do', () => {
  const url = new URL('http://example.org/a.jpg')
  expect(addressFailure({ failure: 'status', status: 404 }, url, false)).toMatch(/nothing at this address/)
  expect(addressFailure({ failure: 'status', status: 403 }, url, false)).toMatch(/403.*Save the picture/)
  expect(addressFailure({ failure: 'too-large' }, url, false)).toMatch(/256 MB/)
  expect(addressFailure({ failure: 'unreachable' }, url, false)).toMatch(/does not let other pages read/)
  expect(addressFailure({ failure: 'unreachable' }, url, true)).toMatch(/https/)
})
