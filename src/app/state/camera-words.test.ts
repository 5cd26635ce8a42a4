import { expect, test } from 'vitest'
import { CameraGone, cameraFailure, frameRate } from './camera-words.ts'

test('a denied permission, a missing and an unplugged camera get different advice', () => {
  expect(cameraFailure(new DOMException('', 'NotAllowedError'))).toMatch(/permission/)
  expect(cameraFailure(new DOMException('', 'NotFoundError'))).toMatch(/No camera/)
  expect(cameraFailure(new CameraGone())).toMatch(/unplugged/)
})

test('the frame rate is that of the results, not of the camera', () => {
  expect(frameRate([])).toBe(0)
  expect(frameRate([100])).toBe(0)
  expect(frameRate([0, 500, 1000])).toBe(2)
})
