import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { unrecorded } from './unrecorded.ts'

test('the recording of requests is ended in the session that started it', async () => {
  const sent: string[] = []
  const send = (method: string) => Promise.resolve(sent.push(method))
  const page = { _connection: { toImpl: () => ({ delegate: { _mainFrameSession: { _client: { send } } } }) } }
  expect(await unrecorded(page as unknown as Page)).toBe(true)
  expect(sent).toEqual(['Network.disable'])
})

test('a Playwright that is built otherwise is said to record', async () => {
  for (const page of [{}, { _connection: {} }, { _connection: { toImpl: () => ({}) } }])
    expect(await unrecorded(page as unknown as Page)).toBe(false)
})
