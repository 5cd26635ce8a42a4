import { expect, test } from 'vitest'
import { isolated } from './isolation.ts'

test('an answer keeps its content, type and status, and has the headers that isolate', async () => {
  const response = isolated(
    new Response('<p>', { status: 201, statusText: 'Made', headers: { 'content-type': 'text/html' } }),
  )
  expect(response.status).toBe(201)
  expect(response.statusText).toBe('Made')
  expect(response.headers.get('content-type')).toBe('text/html')
  expect(response.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
  expect(response.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp')
  expect(await response.text()).toBe('<p>')
})

test('what the host has chosen stays', () => {
  const response = isolated(new Response('', { headers: { 'cross-origin-embedder-policy': 'credentialless' } }))
  expect(response.headers.get('Cross-Origin-Embedder-Policy')).toBe('credentialless')
})

test('no answer and an answer without content pass', () => {
  const none = Response.error()
  expect(isolated(none)).toBe(none)
  expect(isolated(new Response(null, { status: 304 })).status).toBe(304)
})
