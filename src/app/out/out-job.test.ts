import { beforeEach, expect, test } from 'vitest'
import { useMode } from '../state/mode-store.ts'
import { cancelOut, runOut, useOut } from './out-job.ts'

const notice = () => useMode.getState().notice

beforeEach(() => useMode.getState().say(null))

test('progress is on show while a file is made, and its last sentence afterwards', async () => {
  await runOut('Drawing', async ({ onProgress }) => {
    onProgress({ done: 3, total: 7 })
    expect(useOut.getState().job).toMatchObject({ title: 'Drawing', done: 3, total: 7 })
    return 'Saved a.png.'
  })
  expect(useOut.getState().job).toBeNull()
  expect(notice()).toBe('Saved a.png.')
})

test('cancelling ends the work and says that nothing was saved', async () => {
  const work = runOut('Drawing', ({ signal }) => new Promise((_, fail) => signal.addEventListener('abort', fail)))
  cancelOut()
  await work
  expect(notice()).toBe('Stopped. Nothing was saved.')
})

test('a failure is said in words, and the next file can be made', async () => {
  await runOut('Drawing', () => Promise.reject(new Error('the disk is full')))
  expect(notice()).toContain('the disk is full')
  expect(await runOut('Again', async () => 'Saved b.png.')).toBe(true)
})

test('only one file is made at a time', async () => {
  const first = runOut('One', () => new Promise((done) => setTimeout(done, 20, 'Saved one.')))
  expect(await runOut('Two', async () => 'Saved two.')).toBe(false)
  await first
  expect(notice()).toBe('Saved one.')
})
