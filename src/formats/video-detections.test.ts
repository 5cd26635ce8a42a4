import { expect, test } from 'vitest'
import { writeVideoCsv, writeVideoJson } from './video-detections.ts'

const video = {
  name: 'street, north.mp4',
  width: 640,
  height: 360,
  frameRate: 29.97003,
  frames: [
    { frame: 0, time: 0.0166, faces: [{ box: { x: 1.25, y: 2, width: 6, height: 8 }, score: 0.913 }] },
    { frame: 30, time: 1.01768, faces: [] },
    { frame: 60, time: 2.0187, faces: [{ box: { x: 3, y: 4, width: 5, height: 7 }, score: 0.5 }] },
  ],
}

test('the table has a row a face with its time, and the name is one field', () => {
  const rows = writeVideoCsv(video).split('\r\n')
  expect(rows[0]).toBe('video,frame,time,x,y,width,height,score')
  expect(rows[1]).toMatch(/^"street, north\.mp4",0,0\.017,1\.25,2,6,8,0\.913/)
  expect(rows).toHaveLength(4)
})

test('JSON keeps searched frames without faces', () => {
  const read = JSON.parse(writeVideoJson(video))
  expect(read.frames.map(({ faces }: { faces: unknown[] }) => faces.length)).toEqual([1, 0, 1])
  expect(read).toMatchObject({ video: 'street, north.mp4', width: 640, frameRate: 29.97 })
  expect(read.frames[2]).toMatchObject({ time: 2.019, faces: [{ height: 7, score: 0.5 }] })
})
