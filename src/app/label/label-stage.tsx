/** The picture with its labels: one canvas on which boxes are chosen, drawn and corrected. */

import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { LabelFace } from '../../storage/label-project.ts'
import { t } from '../i18n/t.ts'
import { isOpen, type Picture } from '../stage/draw.ts'
import { usePieces } from '../stage/use-pieces.ts'
import { useStageSize } from '../stage/use-stage-size.ts'
import { toPicture } from '../stage/view.ts'
import { useLabels } from '../state/label-store.ts'
import { drawBox, setBox } from './acts.ts'
import { stageKey } from './commands.ts'
import type { Grip } from './drag.ts'
import { drawLabels } from './draw-labels.ts'
import { drawLoupe } from './draw-loupe.ts'
import { labelAt } from './hit-labels.ts'
import { rescueFocus, STAGE_ID, useLabelUi, labelView as view } from './ui-store.ts'
import { type Draft, type GestureState, useLabelGestures } from './use-label-gestures.ts'

interface LabelStageProps {
  readonly name: string
  readonly picture: Picture | null
  readonly faces: readonly LabelFace[]
}

/** A speck can be hit from this far beside it, in CSS px. */
const SLACK = 5
const CURSORS: Record<Grip, string> = {
  nw: 'nwse-resize',
  se: 'nwse-resize',
  ne: 'nesw-resize',
  sw: 'nesw-resize',
  n: 'ns-resize',
  s: 'ns-resize',
  e: 'ew-resize',
  w: 'ew-resize',
  move: 'move',
  new: 'crosshair',
}

/** Until the first picture is there. */
const AT_REST: GestureState = {
  picture: null,
  chosen: null,
  panning: true,
  onDraft() {},
  onDrawn() {},
  onChanged() {},
  onPick() {},
  onHover() {},
}

export function LabelStage({ name, picture, faces }: LabelStageProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const selectedId = useLabels((state) => state.selected?.id ?? null)
  const tool = useLabelUi((state) => state.tool)
  const [spaced, setSpaced] = useState(false)
  const draft = useRef<Draft | null>(null)
  const hovered = useRef<number | null>(null)
  const frame = useRef(0)
  const scene = useRef({ picture, faces, selectedId })
  const pieces = usePieces(picture)
  const panning = tool === 'pan' || spaced

  const paint = useCallback(() => {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      const context = canvas.current?.getContext('2d')
      const { picture: shown, ...rest } = scene.current
      if (!context) return
      if (!shown || !isOpen(shown)) return context.clearRect(0, 0, context.canvas.width, context.canvas.height)
      const pixelRatio = context.canvas.width / Math.max(1, view.stage.width)
      const { current } = draft
      // A box that is being drawn is not the chosen face's.
      const selected = current?.grip === 'new' ? null : rest.selectedId
      const seen = { picture: shown, view: view.view, stage: view.stage, pixelRatio, pieces }
      drawLabels(context, {
        ...seen,
        faces: rest.faces,
        selectedId: selected,
        hoveredId: hovered.current,
        draft: current?.box ?? null,
      })
      if (current) drawLoupe(context, { ...seen, pointer: current.pointer, draft: current.box })
    })
  }, [pieces])

  const gestures = useRef(AT_REST)
  useEffect(() => {
    scene.current = { picture, faces, selectedId }
    gestures.current = {
      picture,
      chosen: faces.find(({ id }) => id === selectedId)?.box ?? null,
      panning,
      onDraft: (next) => {
        draft.current = next
        paint()
      },
      onDrawn: drawBox,
      onChanged: (box) => setBox(box),
      onPick: (point) => {
        const face = labelAt(faces, toPicture(view.view, point), SLACK / view.view.scale)
        useLabels.getState().select(face?.id ?? null, 'stage')
      },
      onHover: (point, grip) => {
        const face = point && !grip ? labelAt(faces, toPicture(view.view, point), SLACK / view.view.scale) : null
        if (canvas.current) canvas.current.style.cursor = grip ? CURSORS[grip] : panning ? 'grab' : 'crosshair'
        if (hovered.current === (face?.id ?? null)) return
        hovered.current = face?.id ?? null
        paint()
      },
    }
    if (picture) view.setPicture({ width: picture.width, height: picture.height })
    paint()
  }, [picture, faces, selectedId, panning, paint])

  useEffect(() => {
    pieces.onCut = paint
    return view.subscribe(paint)
  }, [pieces, paint])
  useEffect(() => rescueFocus(STAGE_ID), [])
  useStageSize(canvas, view)
  useLabelGestures(canvas, view, gestures)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ') setSpaced(true)
    if (event.key === ' ' || stageKey(event)) event.preventDefault()
  }
  const boxes = t('{name}: {n} box. | {name}: {n} boxes.', { name, n: faces.length })
  const keys =
    selectedId === null
      ? t('Arrow keys move the view, N draws a box, F goes to the next face, question mark lists all keys.')
      : t('Arrow keys move the chosen box, N draws a box, F goes to the next face, question mark lists all keys.')
  return (
    <div
      id={STAGE_ID}
      className="stage-canvas"
      role="application"
      aria-label={`${boxes} ${keys}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: boxes are drawn and corrected by keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.key === ' ' && setSpaced(false)}
      onBlur={() => setSpaced(false)}
    >
      <canvas ref={canvas} data-testid="label-stage" />
    </div>
  )
}
