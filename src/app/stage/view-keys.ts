/** What the keys do to the view. */
import type { ViewController } from './controller.ts'

/** CSS px an arrow key moves. */
const STEP = 60
const ZOOM = 1.5
const PANS: Record<string, readonly [number, number]> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
}

/** Acts on `key`; false where it means nothing here. */
export function moveByKey(view: ViewController, key: string): boolean {
  const pan = PANS[key]
  if (pan) view.pan(...pan)
  else if (key === '+' || key === '=') view.zoom(ZOOM)
  else if (key === '-') view.zoom(1 / ZOOM)
  else if (key === '0') view.showWhole()
  else return false
  return true
}
