import { expect, test } from 'vitest'
import { type WatchedDevice, watchDevice } from './device.ts'

function device() {
  const events = new EventTarget()
  let lose: (info: { message: string }) => void = () => {}
  const lost = new Promise<{ message: string }>((done) => {
    lose = done
  })
  const watched = {
    lost,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  } as unknown as WatchedDevice
  const refuse = (message: string) =>
    events.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message } }))
  return { watched, lose: (message: string) => lose({ message }), refuse }
}

const soon = () => new Promise((done) => setTimeout(done))

test('a device that is destroyed under the networks counts as lost, once', async () => {
  const { watched, lose, refuse } = device()
  const reasons: string[] = []
  watchDevice(watched, (reason) => reasons.push(reason))
  lose('Device was destroyed.')
  await soon()
  refuse('a buffer of a destroyed device')
  expect(reasons).toEqual(['Device was destroyed.'])
})

test('a shader or an allocation that fails counts too', () => {
  const { watched, refuse } = device()
  const reasons: string[] = []
  watchDevice(watched, (reason) => reasons.push(reason))
  refuse('Out of memory')
  expect(reasons).toEqual(['Out of memory'])
})

test('a device that is let go on purpose is no loss', async () => {
  const { watched, lose, refuse } = device()
  const reasons: string[] = []
  watchDevice(watched, (reason) => reasons.push(reason))()
  lose('Device was destroyed.')
  refuse('late')
  await soon()
  expect(reasons).toEqual([])
})
