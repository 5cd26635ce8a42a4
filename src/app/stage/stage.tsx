/** The picture with its boxes: one canvas that zooms and pans, by pointer and by keyboard. */

import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import type { Face } from '../state/engine-types.ts'
import type { ViewController } from './controller.ts'
import { drawScene, isOpen, type Picture, type Scene } from './draw.ts'
import { hitTest } from './hit-test.ts'
import { useGestures } from './use-gestures.ts'
import { usePieces } from './use-pieces.ts'
import { useStageSize } from './use-stage-size.ts'
import { type Point, toPicture } from './view.ts'
import { moveByKey } from './view-keys.ts'

interface StageProps {
  readonly label: string
  readonly picture: Picture | null
  readonly view: ViewController
  readonly faces: readonly Face[]
  /** Indexes of the faces that are boxed and can be chosen. */
  readonly shown: readonly number[]
  readonly boxes: boolean
  readonly overlay: Scene['overlay']
  readonly selected: number | null
  readonly hovered: number | null
  readonly onHover: (index: number | null) => void
  readonly onSelect: (index: number | null) => void
}

/** A speck can be hit from this far beside it, in CSS px. */
const SLACK = 6

export function Stage(props: StageProps) {
  const { label, picture, view, faces, shown, boxes, overlay, selected, hovered, onHover, onSelect } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const scene = useRef(props)
  const frame = useRef(0)
  const pieces = usePieces(picture)

  const paint = useCallback(() => {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      const context = canvas.current?.getContext('2d')
      const now = scene.current
      if (!context) return
      if (!now.picture || !isOpen(now.picture)) {
        context.clearRect(0, 0, context.canvas.width, context.canvas.height)
        return
      }
      const pixelRatio = context.canvas.width / Math.max(1, view.stage.width)
      drawScene(context, { ...now, picture: now.picture, view: view.view, stage: view.stage, pixelRatio, pieces })
    })
  }, [view, pieces])

  useEffect(() => {
    scene.current = { label, picture, view, faces, shown, boxes, overlay, selected, hovered, onHover, onSelect }
    if (picture) view.setPicture({ width: picture.width, height: picture.height })
    paint()
  }, [label, picture, view, faces, shown, boxes, overlay, selected, hovered, onHover, onSelect, paint])

  useEffect(() => {
    pieces.onCut = paint
    return view.subscribe(paint)
  }, [pieces, view, paint])

  useStageSize(canvas, view)

  const faceAt = useCallback(
    (point: Point) => {
      const now = scene.current
      return hitTest(now.faces, now.shown, toPicture(view.view, point), SLACK / view.view.scale)
    },
    [view],
  )
  const hover = useCallback(
    (point: Point | null) => {
      const index = point ? faceAt(point) : -1
      if (canvas.current) canvas.current.style.cursor = index >= 0 ? 'pointer' : ''
      onHover(index >= 0 ? index : null)
    },
    [faceAt, onHover],
  )
  const pick = useCallback(
    (point: Point) => {
      const index = faceAt(point)
      onSelect(index >= 0 ? index : null)
    },
    [faceAt, onSelect],
  )
  useGestures(canvas, view, { onHover: hover, onPick: pick })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') onSelect(null)
    else if (moveByKey(view, event.key)) event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: zooming and panning need the keyboard, as in a map
    <div className="stage-canvas" role="application" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      <canvas ref={canvas} data-testid="stage" />
    </div>
  )
}
