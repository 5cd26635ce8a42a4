/** Small pictures of one face: its own pixels, and what the generator made of them. */
import { useEffect, useRef } from 'react'
import type { FacePatches, Patch } from '../../engine/protocol.ts'
import type { Box } from '../../geometry/box.ts'
import { isOpen, type Picture, sourceFor } from '../stage/draw.ts'
import { ROI_CONTEXT } from './roi-context.ts'

/** px from which on a piece of a picture is cut out before it is drawn. */
const LARGE = 2e6

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
    const abort = new AbortController()
    void drawCrop(context, picture, { x, y, width, height }, Math.round(side * devicePixelRatio), abort.signal)
    return () => abort.abort()
  }, [picture, x, y, width, height, side])
  return <canvas ref={canvas} className="crop" style={{ width: side, height: side }} role="img" aria-label={label} />
}

/** `size` in px of the canvas. */
async function drawCrop(
  context: CanvasRenderingContext2D,
  picture: Picture,
  { x, y, width, height }: Box,
  size: number,
  signal: AbortSignal,
) {
  const roi = ROI_CONTEXT * Math.max(width, height)
  const scale = size / roi
  const [left, top] = [x + width / 2 - roi / 2, y + height / 2 - roi / 2]
  const source = sourceFor(picture, scale)
  /** px of the source in one of the picture. */
  const k = source.width / picture.width
  // Cut at the picture's edge, so that the browser is never asked for pixels that do not exist.
  const [x0, y0] = [Math.floor(k * Math.max(0, left)), Math.floor(k * Math.max(0, top))]
  const x1 = Math.min(source.width, Math.ceil(k * (left + roi)))
  const y1 = Math.min(source.height, Math.ceil(k * (top + roi)))
  if (x1 <= x0 || y1 <= y0) return
  const [w, h] = [x1 - x0, y1 - y0]
  // The browser needs time for all pixels of what is drawn for the first time: of a large picture, only the piece.
  const piece = source.width * source.height > LARGE ? await cut(source, x0, y0, w, h) : null
  if (signal.aborted || !isOpen(picture)) return piece?.close()
  context.canvas.width = size
  context.canvas.height = size
  context.imageSmoothingEnabled = scale < 1.5
  context.imageSmoothingQuality = 'high'
  const shown = scale / k
  const target = [(x0 - k * left) * shown, (y0 - k * top) * shown, w * shown, h * shown] as const
  if (piece) context.drawImage(piece, ...target)
  else context.drawImage(source, x0, y0, w, h, ...target)
  piece?.close()
}

/** Null where the picture was closed meanwhile. */
function cut(
  full: ImageBitmapSource,
  x: number,
  y: number,
  width: number,
  height: number,
): Promise<ImageBitmap | null> {
  return createImageBitmap(full, x, y, width, height).catch(() => null)
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
