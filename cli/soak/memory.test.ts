import { expect, test } from 'vitest'
import { settled, within } from './memory.ts'

/** Looks that give these sizes one after the other, the last one for ever. */
function looks(...sizes: readonly (number | null)[]) {
  const state = { made: 0 }
  const look = () => Promise.resolve(sizes[Math.min(state.made++, sizes.length - 1)] ?? null)
  return { state, look }
}

test('a process that still gives memory back is not measured yet, nor on a short plateau', async () => {
  const { state, look } = looks(280, 150, 150, 149, 65, 64, 63.5, 63.5, 63.5, 63.4)
  await settled(look, 0)
  expect(state.made).toBe(9)
})

test('what never comes to rest is measured all the same', async () => {
  const sizes = Array.from({ length: 99 }, (_, at) => 100 + 10 * (at % 2))
  const { state, look } = looks(...sizes)
  await settled(look, 0)
  expect(state.made).toBe(15)
})

test('a system that does not tell the size is given the same rest', async () => {
  const { state, look } = looks(null)
  await settled(look, 0)
  expect(state.made).toBe(4)
})

test('an answer that does not come is not waited for without end', async () => {
  expect(await within(1000, Promise.resolve(46), () => 'never')).toBe(46)
  await expect(within(1000, Promise.reject(new Error('gone')), () => 'never')).rejects.toThrow('gone')
  await expect(within(10, new Promise(() => {}), () => 'Two workers are left.')).rejects.toThrow(
    'Two workers are left.',
  )
})
