import { describe, expect, test } from 'vitest'
import { EngineError, failureOf } from './failure.ts'

describe('whatever is thrown becomes a failure in words', () => {
  test.each([
    new RangeError('Array buffer allocation failed'),
    new RangeError('Invalid typed array length: 99999999999'),
    new Error('Aborted(OOM). Build with -sASSERTIONS for more info.'),
    new Error('Cannot enlarge memory arrays to size 2147483648'),
    new WebAssembly.RuntimeError('memory access out of bounds'),
    new Error('Out of memory'),
  ])('a full memory: %s', (thrown) => {
    expect(failureOf(thrown)).toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/larger smallest face or a smaller picture\.$/),
    })
  })

  test('codes of its own stay, those of others do not pass for them', () => {
    expect(failureOf(new EngineError('device-lost', 'Gone.'))).toEqual({ code: 'device-lost', message: 'Gone.' })
    expect(failureOf(Object.assign(new Error('no file'), { code: 'ENOENT' })).code).toBe('internal')
    expect(failureOf(Object.assign(new Error('x'), { code: 'constructor' })).code).toBe('internal')
    expect(failureOf(new DOMException('', 'AbortError')).code).toBe('aborted')
    expect(failureOf(undefined)).toEqual({ code: 'internal', message: 'undefined' })
  })
})
