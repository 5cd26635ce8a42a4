/** Small pictures of one face: its own pixels, and what the generator made of them. */
import { useEffect, useRef } from 'react'
import type { FacePatches, Patch } from '../../engine/protocol.ts'
import type { Box } from '../../geometry/box.ts'
import { isOpen, type Picture } from '../stage/draw.ts'
import { ROI_CONTEXT } from './roi-context.ts'

interface OriginalProps {
  readonly picture: Picture | null
  readonly box: Box
  /** CSS px. */
  readonly side: number
  readonly label: string
}

/** The picture's own pixels as squares: nothing is added. */
export function OriginalCrop({ picture, box, side, label }: OriginalProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { x, y, width, height } = box
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || !picture || !isOpen(picture)) return
    const size = Math.round(side * devicePixelRatio)
    const roi = ROI_CONTEXT * Math.max(width, height)
    const scale = size / roi
    context.canvas.width = size
    context.canvas.height = size
    context.imageSmoothingEnabled = scale < 1.5
    context.imageSmoothingQuality = 'high'
    // Cut at the picture's edge, so that the browser is never asked for pixels that do not exist.
    const left = x + width / 2 - roi / 2
    const top = y + height / 2 - roi / 2
    const [x0, y0] = [Math.max(0, left), Math.max(0, top)]
    const [x1, y1] = [Math.min(picture.width, left + roi), Math.min(picture.height, top + roi)]
    if (x1 <= x0 || y1 <= y0) return
    const [w, h] = [x1 - x0, y1 - y0]
    context.drawImage(picture.full, x0, y0, w, h, (x0 - left) * scale, (y0 - top) * scale, w * scale, h * scale)
  }, [picture, x, y, width, height, side])
  return <canvas ref={canvas} className="crop" style={{ width: side, height: side }} role="img" aria-label={label} />
}

interface PatchProps {
  readonly patch: Patch | null
  readonly side: number
  readonly label: string
}

/** A patch of the engine, or an empty tile until it is there. */
export function PatchCrop({ patch, side, label }: PatchProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || !patch) return
    context.canvas.width = patch.side
    context.canvas.height = patch.side
    context.putImageData(new ImageData(patch.rgba, patch.side, patch.side), 0, 0)
  }, [patch])
  if (!patch) return <div className="crop waiting" style={{ width: side, height: side }} />
  return <canvas ref={canvas} className="crop" style={{ width: side, height: side }} role="img" aria-label={label} />
}

export function refinedOf(entry: FacePatches | 'failed' | undefined): Patch | null {
  return entry && entry !== 'failed' ? entry.refined : null
}
