/**
 * Paints picture and boxes on the one canvas. Rectangles on whole device pixels take the browser's fast way: 3,000 boxes
 * in 8 to 13 ms even without a GPU, where one path of all of them takes over 100 ms.
 */

import type { Box } from '../../geometry/box.ts'
import type { Face } from '../state/engine-types.ts'
import { type Image, isLarge, type Pieces } from './pieces.ts'
import type { Size, View } from './view.ts'

export interface Picture extends Size {
  readonly full: Image
  /** Shrunken copies, each half of the one before. */
  readonly smaller: readonly Image[]
}

/** False once the pixels have been freed for the next picture: a closed bitmap says width 0 and must not be drawn. */
export function isOpen(picture: Picture): boolean {
  return [picture.full, ...picture.smaller].every(({ width }) => width > 0)
}

/** The smallest copy that has all pixels for so many screen px to a picture px. */
export function sourceFor({ full, smaller, width }: Picture, shown: number): Image {
  return smaller.findLast((copy) => shown <= copy.width / width) ?? full
}

export interface Scene {
  readonly picture: Picture
  readonly view: View
  /** CSS px. */
  readonly stage: Size
  readonly pixelRatio: number
  readonly faces: readonly Face[]
  /** Indexes of the faces that are boxed. */
  readonly shown: readonly number[]
  /** Off while faces are hidden: then only the chosen and the hovered one get a box. */
  readonly boxes: boolean
  readonly selected: number | null
  readonly hovered: number | null
  /** Laid over the whole picture, whatever its own size. */
  readonly overlay: Image | null
  readonly pieces: Pieces
}

/** Readable on any photograph: light lines in a dark halo. The same in light and dark schemes. */
export const BOX = '#7ff5e0'
const CHOSEN = '#ffd36b'
const HALO = 'rgba(4, 18, 16, 0.72)'
/** From this many screen px to a picture px on, pixels are shown as squares. */
const CRISP_FROM = 2

/** Boxes are kept this much off the face (CSS px), so that they never cover it. */
const MARGIN = 1.5

export function drawScene(context: CanvasRenderingContext2D, scene: Scene) {
  const { pixelRatio } = scene
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  drawPicture(context, scene)
  const plain: number[] = []
  for (const index of scene.boxes ? scene.shown : [])
    if (index !== scene.selected && index !== scene.hovered) addBox(plain, scene, index)
  strokeBoxes(context, plain, scene.pixelRatio, BOX, 1.5)
  for (const [index, colour] of [[scene.hovered, BOX] as const, [scene.selected, CHOSEN] as const]) {
    if (index === null) continue
    const chosen: number[] = []
    addBox(chosen, scene, index)
    strokeBoxes(context, chosen, scene.pixelRatio, colour, 2.6)
    drawLabel(context, scene, index, colour)
  }
}

type PictureScene = Pick<Scene, 'picture' | 'view' | 'stage' | 'pixelRatio' | 'overlay' | 'pieces'>

/** The part of the picture that is in sight; from a certain magnification on, its pixels are squares. */
export function drawPicture(context: CanvasRenderingContext2D, scene: PictureScene) {
  const { picture, view, stage, pixelRatio, overlay } = scene
  const shown = view.scale * pixelRatio
  // Only what is in sight, on whole picture pixels, so that the browser never scales what nobody sees.
  const left = Math.max(0, Math.floor(-view.x / view.scale))
  const top = Math.max(0, Math.floor(-view.y / view.scale))
  const right = Math.min(picture.width, Math.ceil((stage.width - view.x) / view.scale))
  const bottom = Math.min(picture.height, Math.ceil((stage.height - view.y) / view.scale))
  if (right <= left || bottom <= top) return
  const part = { x: left, y: top, width: right - left, height: bottom - top }
  context.imageSmoothingEnabled = shown < CRISP_FROM
  context.imageSmoothingQuality = 'high'
  const source = sourceFor(picture, shown)
  // What is drawn whole below the pieces until they are there. Frames of a video have nothing of the kind, and change too soon.
  const below = picture.smaller.find((copy) => !isLarge(copy))
  if (!isLarge(source) || !below || !drawPieces(context, scene, part, source, below)) lay(context, scene, part, source)
  // A bitmap that was closed has no width.
  if (overlay && overlay.width > 0) lay(context, scene, part, overlay)
}

/** Lays that part of an image of the whole picture, whatever the image's own size. */
function lay(context: CanvasRenderingContext2D, { picture, view }: PictureScene, part: Box, image: Image) {
  const { x, y, width, height } = part
  const [kx, ky] = [image.width / picture.width, image.height / picture.height]
  const [left, top] = [view.x + x * view.scale, view.y + y * view.scale]
  context.drawImage(image, x * kx, y * ky, width * kx, height * ky, left, top, width * view.scale, height * view.scale)
}

/** False where the browser cuts no pieces of `source`; then nothing is drawn. */
function drawPieces(
  context: CanvasRenderingContext2D,
  scene: PictureScene,
  part: Box,
  source: Image,
  below: Image,
): boolean {
  const { picture, view, pixelRatio, pieces } = scene
  const k = source.width / picture.width
  const found = pieces.within(source, { x: part.x * k, y: part.y * k, width: part.width * k, height: part.height * k })
  if (!found) return false
  if (found.missing) lay(context, scene, part, below)
  // On whole device px, so that no seam shines through between two of them.
  context.setTransform(1, 0, 0, 1, 0, 0)
  const across = (x: number) => Math.round((view.x + (x / k) * view.scale) * pixelRatio)
  const down = (y: number) => Math.round((view.y + (y / k) * view.scale) * pixelRatio)
  for (const { bitmap, x, y, width, height } of found.there) {
    const target = [across(x), down(y), across(x + width) - across(x), down(y + height) - down(y)] as const
    // What is transparent in the picture would show what lies below twice.
    if (found.missing) context.clearRect(...target)
    context.drawImage(bitmap, ...target)
  }
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  return true
}

/** Appends x, y, width, height in whole device px, where any of the box is in sight. */
function addBox(out: number[], { faces, view, stage, pixelRatio }: Scene, index: number) {
  const box = faces[index]?.box
  if (!box) return
  const x = view.x + box.x * view.scale - MARGIN
  const y = view.y + box.y * view.scale - MARGIN
  const width = box.width * view.scale + 2 * MARGIN
  const height = box.height * view.scale + 2 * MARGIN
  if (x > stage.width || y > stage.height || x + width < 0 || y + height < 0) return
  const left = Math.round(x * pixelRatio)
  const top = Math.round(y * pixelRatio)
  out.push(left, top, Math.round((x + width) * pixelRatio) - left, Math.round((y + height) * pixelRatio) - top)
}

/** `boxes`: x, y, width, height each. `width` in CSS px; both lines get whole device px of the same parity, so that both lie on the grid. */
export function strokeBoxes(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  boxes: readonly number[],
  ratio: number,
  colour: string,
  width: number,
) {
  const line = Math.max(1, Math.round(width * ratio))
  const halo = line + 2 * Math.max(1, Math.round(ratio))
  const shift = line % 2 === 1 ? 0.5 : 0
  context.setTransform(1, 0, 0, 1, shift, shift)
  for (const [lineWidth, style] of [[halo, HALO] as const, [line, colour] as const]) {
    context.lineWidth = lineWidth
    context.strokeStyle = style
    for (let at = 0; at + 3 < boxes.length; at += 4)
      context.strokeRect(boxes[at] ?? 0, boxes[at + 1] ?? 0, boxes[at + 2] ?? 0, boxes[at + 3] ?? 0)
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
}

function drawLabel(context: CanvasRenderingContext2D, { faces, view, stage }: Scene, index: number, colour: string) {
  const face = faces[index]
  if (!face) return
  const text = `${face.score.toFixed(2)} · ${Math.round(face.box.height)} px`
  context.font = '600 12px system-ui, sans-serif'
  const width = context.measureText(text).width + 12
  const above = view.y + face.box.y * view.scale - 28
  const y = above >= 4 ? above : view.y + (face.box.y + face.box.height) * view.scale + 6
  const x = Math.min(stage.width - width - 4, Math.max(4, view.x + face.box.x * view.scale - MARGIN))
  context.fillStyle = 'rgba(4, 18, 16, 0.88)'
  context.beginPath()
  context.roundRect(x, y, width, 22, 5)
  context.fill()
  context.fillStyle = colour
  context.textBaseline = 'middle'
  context.fillText(text, x + 6, y + 11.5)
}
