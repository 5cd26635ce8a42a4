import { expect, test } from 'vitest'
import { labelRois } from './roi-labels.ts'

const box = (x: number, y: number, side: number) => ({ x, y, width: side, height: side })

test('a ROI is a face from IoU 0.5 on, background below 0.3, and neither between or inside an ignored area', () => {
  const faces = [
    { box: box(10, 10, 20), ignored: false },
    { box: box(100, 100, 60), ignored: true },
  ]
  const rois = [
    box(11, 10, 20),
    box(18, 10, 20),
    box(10, 22, 20),
    box(60, 10, 20),
    box(120, 120, 10),
    box(155, 155, 20),
  ]
  expect(labelRois(rois, faces).map(({ face }) => face)).toEqual([1, -1, 0, 0, -1, 0])
  expect(labelRois(rois, faces)[0]?.target).toEqual(faces[0]?.box)
  expect(labelRois([box(0, 0, 5)], [])).toEqual([{ face: 0, target: null }])
})
