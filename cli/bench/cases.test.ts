import { describe, expect, test } from 'vitest'
import type { CaseReport } from '../../src/engine/protocol.ts'
import { casesOf, isMiddle, summarise } from './cases.ts'
import { ortWork } from './compare.ts'

describe('the benchmark', () => {
  test('always contains the case that engines are compared by, and --short nothing else', () => {
    expect(casesOf(false, 4).filter(isMiddle)).toHaveLength(1)
    expect(casesOf(true, 4).map(({ width, height, rois }) => [width, height, rois])).toEqual([[1024, 768, 100]])
  })

  test('states medians, GFLOP/s and the share of the best peak that was seen', () => {
    const report = (milliseconds: number, peakGigaflops: number): CaseReport => ({
      stages: [{ stage: 'propose', milliseconds, gigaflop: 10, gigabytes: 2 }],
      networkPixels: 2e6,
      tiles: 3,
      peakGigaflops,
      multiplyAddGigaflops: peakGigaflops * 2,
      copyGigabytes: peakGigaflops / 5,
    })
    const wanted = { width: 8, height: 8, rois: 0, smallestFace: 4 }
    const result = summarise(wanted, [report(400, 40), report(9000, 50), report(500, 20)])
    expect(result).toMatchObject({ milliseconds: 500, peakGigaflops: 50, passes: 3, networkMegapixels: 2 })
    expect(result.stages).toEqual([
      {
        stage: 'propose',
        milliseconds: 500,
        gigaflop: 10,
        gigabytes: 2,
        gigaflops: 20,
        gigabytesPerSecond: 4,
        shareOfPeak: 0.4,
        shareOfCopy: 0.4,
        shareOfPossible: 0.4,
      },
    ])
  })

  test('states the share of the possible: of copying where that takes longer, of multiply-adds elsewhere', () => {
    const share = (gigaflop: number, multiplyAddGigaflops: number | null) => {
      const stages = [{ stage: 'propose', milliseconds: 500, gigaflop, gigabytes: 2 }] as const
      const peak = { peakGigaflops: 50, multiplyAddGigaflops, copyGigabytes: 10 }
      const report: CaseReport = { stages, networkPixels: 1, tiles: 1, ...peak }
      return summarise({ width: 8, height: 8, rois: 0, smallestFace: 4 }, [report]).stages[0]?.shareOfPossible
    }
    expect(share(10, 100)).toBeCloseTo(0.4)
    expect(share(30, 100)).toBeCloseTo(0.6)
    expect(share(20, null)).toBeCloseTo(0.8)
  })

  test('gives ONNX Runtime every scale and every ROI', () => {
    const work = ortWork({ width: 1000, height: 768, rois: 100, smallestFace: 4 }, { low: 24, high: 96, context: 1.5 })
    const shapes = (network: string) => work.filter((item) => item.network === network).map(({ shape }) => shape)
    expect(shapes('mbfcn')).toEqual([
      [1, 3, 1536, 2016],
      // From ×1 on mirrored as well.
      [1, 3, 768, 1024],
      [1, 3, 768, 1024],
      [1, 3, 384, 512],
      [1, 3, 384, 512],
      [1, 3, 192, 256],
      [1, 3, 192, 256],
    ])
    for (const [network, side] of [
      ['generator', 24],
      ['discriminator', 96],
    ] as const) {
      expect(shapes(network).reduce((sum, [batch]) => sum + (batch as number), 0)).toBe(100)
      expect(new Set(shapes(network).map((shape) => shape.slice(1).join()))).toEqual(new Set([`3,${side},${side}`]))
    }
  })
})
