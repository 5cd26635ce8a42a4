import { expect, test } from 'vitest'
import { failureOf, failureTitle, notAnImage, remedyOf } from './failure.ts'

test("the engine's own sentence reaches the user", () => {
  const reason = Object.assign(new Error('Check the connection and try again.'), { code: 'weights-failed' })
  const failure = failureOf(reason)
  expect(failure).toEqual({ code: 'weights-failed', message: 'Check the connection and try again.' })
  expect(failureTitle(failure.code)).toMatch(/could not be loaded/)
  expect(remedyOf(failure.code)).toBe('retry')
})

test('an abort is told from a failure, whoever threw it', () => {
  expect(failureOf(new DOMException('x', 'AbortError')).code).toBe('aborted')
  expect(failureOf({ code: 'aborted', message: 'x' }).code).toBe('aborted')
})

test('what nobody named is still a sentence', () => {
  expect(failureOf(new Error('boom'))).toEqual({ code: 'internal', message: 'boom' })
  expect(failureOf('odd')).toEqual({ code: 'internal', message: 'odd' })
})

test('a HEIC photo gets the advice that helps with it', () => {
  expect(notAnImage('IMG_1.HEIC', '').message).toMatch(/HEIC/)
  expect(notAnImage('notes.txt', 'text/plain').message).not.toMatch(/HEIC/)
})

test('a HEIC or TIFF picture is known by its bytes, and the sentence names what to save it as', () => {
  expect(notAnImage('a.jpg', 'image/jpeg', 'heic').message).toMatch(/HEIC.*JPEG/)
  expect(notAnImage('a.dng', '', 'tiff').message).toMatch(/TIFF.*PNG/)
  expect(notAnImage('a.heic', 'image/heic', 'jpeg').message).toMatch(/damaged/)
})
