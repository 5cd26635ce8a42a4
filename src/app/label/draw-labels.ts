/**
 * Paints picture, boxes, handles and loupe on the one canvas. States differ in shape, not in colour alone: an accepted box is
 * plain, a proposal has a mark in its corner, an ignored one a bar across, a rejected one is the bar alone. All lines lie on
 * whole device pixels, the browser's fast way, which is what keeps 2,000 boxes fluid.
 */
import type { Box } from '../../geometry/box.ts'
import type { LabelFace } from '../../storage/label-project.ts'
import { BOX, drawPicture, type Picture, strokeBoxes } from '../stage/draw.ts'
import type { Pieces } from '../stage/pieces.ts'
import type { Size, View } from '../stage/view.ts'
import { HANDLES, handlePoints } from './drag.ts'

export interface LabelScene {
  readonly picture: Picture
  readonly view: View
  /** CSS px. */
  readonly stage: Size
  readonly pixelRatio: number
  readonly pieces: Pieces
  readonly faces: readonly LabelFace[]
  readonly selectedId: number | null
  readonly hoveredId: number | null
  /** The box under way, in place of the chosen face's own. */
  readonly draft: Box | null
}

type Look = 'accepted' | 'proposed' | 'ignored' | 'rejected'

const CHOSEN = '#ffd36b'
const COLOURS: Record<Look, string> = { accepted: BOX, proposed: '#ffb1f3', ignored: '#cfd8ff', rejected: '#d7dedb' }
const HALO = 'rgba(4, 18, 16, 0.72)'
/** CSS px. */
const HANDLE = 9
/** Boxes under way and chosen ones keep their lines this much off the face, in CSS px. */
const MARGIN = 1

export function drawLabels(context: CanvasRenderingContext2D, scene: LabelScene) {
  const { pixelRatio, faces, selectedId, hoveredId, draft } = scene
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  drawPicture(context, { ...scene, overlay: null })
  const lists: Record<Look, number[]> = { accepted: [], proposed: [], ignored: [], rejected: [] }
  for (const face of faces)
    if (face.id !== selectedId && face.id !== hoveredId) addBox(lists[lookOf(face)], face.box, scene)
  for (const look of ['rejected', 'ignored', 'accepted', 'proposed'] as const)
    strokeLook(context, lists[look], look, pixelRatio, COLOURS[look], 1.5)
  const hovered = faces.find(({ id }) => id === hoveredId && id !== selectedId)
  if (hovered) strokeOne(context, hovered.box, lookOf(hovered), COLOURS[lookOf(hovered)], scene)
  const chosen = faces.find(({ id }) => id === selectedId)
  const box = draft ?? chosen?.box
  if (!box) return
  strokeOne(context, box, chosen ? lookOf(chosen) : 'accepted', CHOSEN, scene)
  drawHandles(context, box, scene)
}

function lookOf({ state, ignored }: LabelFace): Look {
  return ignored && state !== 'rejected' ? 'ignored' : state
}

function strokeOne(context: CanvasRenderingContext2D, box: Box, look: Look, colour: string, scene: LabelScene) {
  const list: number[] = []
  addBox(list, box, scene)
  strokeLook(context, list, look, scene.pixelRatio, colour, look === 'rejected' ? 1.5 : 2)
}

/** Appends x, y, width, height in whole device px, where any of the box is in sight. */
function addBox(out: number[], box: Box, { view, stage, pixelRatio }: LabelScene) {
  const x = view.x + box.x * view.scale - MARGIN
  const y = view.y + box.y * view.scale - MARGIN
  const right = x + box.width * view.scale + 2 * MARGIN
  const bottom = y + box.height * view.scale + 2 * MARGIN
  if (x > stage.width || y > stage.height || right < 0 || bottom < 0) return
  const left = Math.round(x * pixelRatio)
  const top = Math.round(y * pixelRatio)
  out.push(left, top, Math.round(right * pixelRatio) - left, Math.round(bottom * pixelRatio) - top)
}

function strokeLook(
  context: CanvasRenderingContext2D,
  boxes: readonly number[],
  look: Look,
  ratio: number,
  colour: string,
  width: number,
) {
  if (look !== 'rejected') strokeBoxes(context, boxes, ratio, colour, width)
  if (look === 'accepted') return
  const line = Math.max(1, Math.round(width * ratio))
  const halo = Math.max(1, Math.round(ratio))
  context.setTransform(1, 0, 0, 1, 0, 0)
  for (const [grow, style] of [[halo, HALO] as const, [0, colour] as const]) {
    context.fillStyle = style
    for (let at = 0; at + 3 < boxes.length; at += 4) {
      const [x = 0, y = 0, w = 0, h = 0] = boxes.slice(at, at + 4)
      if (look === 'proposed') {
        const side = Math.max(3 * line, Math.min(5 * line, w >> 1))
        context.fillRect(x - grow, y - grow, side + 2 * grow, side + 2 * grow)
      } else context.fillRect(x - grow, y + ((h - line) >> 1) - grow, w + 2 * grow, line + 2 * grow)
    }
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
}

function drawHandles(context: CanvasRenderingContext2D, box: Box, { view, pixelRatio }: LabelScene) {
  const points = handlePoints(box, view)
  const side = Math.round(HANDLE * pixelRatio)
  const edge = Math.max(1, Math.round(1.5 * pixelRatio))
  context.setTransform(1, 0, 0, 1, 0, 0)
  for (const handle of HANDLES) {
    const x = Math.round(points[handle].x * pixelRatio - side / 2)
    const y = Math.round(points[handle].y * pixelRatio - side / 2)
    context.fillStyle = '#041210'
    context.fillRect(x - edge, y - edge, side + 2 * edge, side + 2 * edge)
    context.fillStyle = CHOSEN
    context.fillRect(x, y, side, side)
  }
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
}
