import { describe, expect, test } from 'vitest'
import { SharedDetectors } from './shared-detectors.ts'
import type { Detector, DetectorOptions } from './specklens.ts'

/** Detectors that note their beginning and end. */
function made(fails = false) {
  const log: string[] = []
  const create = async ({ preset }: DetectorOptions = {}): Promise<Detector> => {
    log.push(`start ${preset}`)
    if (fails) throw new Error('no')
    return { dispose: () => log.push(`end ${preset}`) } as unknown as Detector
  }
  return { log, shared: new SharedDetectors(create) }
}

const settled = () => new Promise((done) => setTimeout(done))

describe('detectors of several elements', () => {
  test('are one for equal options, and end with their last user', async () => {
    const { log, shared } = made()
    const first = shared.use({ preset: 'tiny' })
    const second = shared.use({ preset: 'tiny' })
    const other = shared.use({ preset: 'compact' })
    expect(await first.detector).toBe(await second.detector)
    first.release()
    first.release()
    await settled()
    expect(log).toEqual(['start tiny', 'start compact'])
    second.release()
    other.release()
    await settled()
    expect(log).toEqual(['start tiny', 'start compact', 'end tiny', 'end compact'])
  })

  test('start anew after their end and after a failure', async () => {
    const { log, shared } = made()
    shared.use({ preset: 'tiny' }).release()
    shared.use({ preset: 'tiny' }).release()
    await settled()
    expect(log).toEqual(['start tiny', 'start tiny', 'end tiny', 'end tiny'])
    const failing = made(true)
    for (const round of [1, 2]) {
      const { detector, release } = failing.shared.use({})
      await expect(detector).rejects.toThrow('no')
      release()
      expect(failing.log).toHaveLength(round)
    }
  })
})
