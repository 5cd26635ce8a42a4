/** Detections in a video, by time, as a table (CSV) and as JSON. */
import { csvField } from './csv.ts'
import { pixels, type ScoredBox, scoreText } from './labels.ts'

export interface SearchedFrame {
  /** From 0. */
  readonly frame: number
  /** s */
  readonly time: number
  readonly faces: readonly ScoredBox[]
}

export interface SearchedVideo {
  readonly name: string
  /** px */
  readonly width: number
  readonly height: number
  /** Frames a second. */
  readonly frameRate: number
  /** In the order of time; a searched frame without faces is one of them. */
  readonly frames: readonly SearchedFrame[]
}

/** CSV by RFC 4180, a row a face: `video,frame,time,x,y,width,height,score`, time in s. A frame without faces has no row. */
export function writeVideoCsv({ name, frames }: SearchedVideo): string {
  const rows = ['video,frame,time,x,y,width,height,score']
  for (const { frame, time, faces } of frames)
    for (const { box, score } of faces) {
      const numbers = [box.x, box.y, box.width, box.height].map(pixels)
      rows.push([csvField(name), frame, seconds(time), ...numbers, scoreText(score)].join(','))
    }
  return rows.map((row) => `${row}\r\n`).join('')
}

/** JSON: `{ video, width, height, frameRate, frames: [{ frame, time, faces: [{ x, y, width, height, score }] }] }`, px and s. */
export function writeVideoJson({ name, width, height, frameRate, frames }: SearchedVideo): string {
  const plain = frames.map(({ frame, time, faces }) => ({
    frame,
    time: seconds(time),
    faces: faces.map(({ box, score }) => ({
      x: pixels(box.x),
      y: pixels(box.y),
      width: pixels(box.width),
      height: pixels(box.height),
      score: Number(scoreText(score)),
    })),
  }))
  return `${JSON.stringify({ video: name, width, height, frameRate: Number(frameRate.toFixed(3)), frames: plain }, null, 2)}\n`
}

const seconds = (time: number) => Number(time.toFixed(3))
