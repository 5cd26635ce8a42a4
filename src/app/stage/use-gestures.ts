/** Wheel, drag, pinch and click on the canvas, as movements of the view. */
import { type RefObject, useEffect } from 'react'
import type { ViewController } from './controller.ts'
import type { Point } from './view.ts'

interface Handlers {
  /** CSS px of the stage; null when the pointer leaves. */
  readonly onHover: (point: Point | null) => void
  readonly onPick: (point: Point) => void
}

/** A pointer that moved less than this between down and up has clicked, in CSS px. */
const CLICK_SLOP = 5

export function useGestures(canvas: RefObject<HTMLCanvasElement | null>, view: ViewController, handlers: Handlers) {
  const { onHover, onPick } = handlers
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    const pointers = new Map<number, Point>()
    let travelled = 0
    const at = (event: MouseEvent): Point => {
      const { left, top } = target.getBoundingClientRect()
      return { x: event.clientX - left, y: event.clientY - top }
    }
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return
      target.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, at(event))
      travelled = pointers.size > 1 ? CLICK_SLOP + 1 : 0
    }
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId)
      const now = at(event)
      if (!before) {
        if (event.pointerType === 'mouse') onHover(now)
        return
      }
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
      pointers.set(event.pointerId, now)
      travelled += Math.hypot(now.x - before.x, now.y - before.y)
      if (other) view.pinch([before, other], [now, other])
      else if (travelled > CLICK_SLOP) view.pan(now.x - before.x, now.y - before.y)
    }
    const up = (event: PointerEvent) => {
      if (pointers.delete(event.pointerId) && event.type === 'pointerup' && travelled <= CLICK_SLOP) onPick(at(event))
    }
    const leave = () => onHover(null)
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      // Pinching on a touchpad arrives as small wheel steps with ctrlKey.
      const speed = event.ctrlKey ? 0.01 : 0.002
      view.zoom(Math.exp(-event.deltaY * lines * speed), at(event))
    }
    const listeners: [string, EventListener][] = [
      ['pointerdown', down as EventListener],
      ['pointermove', move as EventListener],
      ['pointerup', up as EventListener],
      ['pointercancel', up as EventListener],
      ['pointerleave', leave],
    ]
    for (const [name, listener] of listeners) target.addEventListener(name, listener)
    target.addEventListener('wheel', wheel, { passive: false })
    return () => {
      for (const [name, listener] of listeners) target.removeEventListener(name, listener)
      target.removeEventListener('wheel', wheel)
    }
  }, [canvas, view, onHover, onPick])
}
