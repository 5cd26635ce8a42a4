/** The view in use and who moves it. Lives outside React: a frame of panning must not render components. */
import type { Box } from '../../geometry/box.ts'
import { between, type Point, panBy, pinch, reveal, type Size, settle, type View, wholeView, zoomAt } from './view.ts'

const EMPTY: Size = { width: 0, height: 0 }
const MOVE_MS = 260

export class ViewController {
  view: View = { scale: 1, x: 0, y: 0 }
  picture: Size = EMPTY
  stage: Size = EMPTY
  readonly #listeners = new Set<() => void>()
  #fitted = true
  #animation = 0

  /** Arrow functions: React's useSyncExternalStore takes them unbound. */
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
  readonly getScale = () => this.view.scale

  /** A new picture is shown whole. */
  setPicture(picture: Size) {
    if (picture.width === this.picture.width && picture.height === this.picture.height) return
    this.picture = picture
    this.showWhole()
  }

  /** A resized stage keeps the whole picture in sight, or else the middle of what was seen. */
  setStage(stage: Size) {
    const { view } = this
    const moved = {
      scale: view.scale,
      x: view.x + (stage.width - this.stage.width) / 2,
      y: view.y + (stage.height - this.stage.height) / 2,
    }
    this.stage = stage
    this.#set(this.#fitted ? wholeView(this.picture, stage) : settle(moved, this.picture, stage))
  }

  showWhole() {
    this.#stop()
    this.#fitted = true
    this.#set(wholeView(this.picture, this.stage))
  }

  zoom(factor: number, anchor: Point = { x: this.stage.width / 2, y: this.stage.height / 2 }) {
    this.#move(zoomAt(this.view, factor, anchor, this.picture, this.stage))
  }

  pan(dx: number, dy: number) {
    this.#move(panBy(this.view, dx, dy, this.picture, this.stage))
  }

  pinch(before: readonly [Point, Point], after: readonly [Point, Point]) {
    this.#move(pinch(this.view, before, after, this.picture, this.stage))
  }

  /** Brings a face to the middle; at once where the user asked for less motion. */
  reveal(box: Box) {
    this.#stop()
    this.#fitted = false
    const from = this.view
    const to = reveal(from, box, this.picture, this.stage)
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.#set(to)
    const startedAt = performance.now()
    const step = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - startedAt) / MOVE_MS))
      this.#set(between(from, to, 1 - (1 - part) ** 3))
      if (part < 1) this.#animation = requestAnimationFrame(step)
    }
    this.#animation = requestAnimationFrame(step)
  }

  #move(view: View) {
    this.#stop()
    this.#fitted = false
    this.#set(view)
  }

  #stop() {
    cancelAnimationFrame(this.#animation)
  }

  #set(view: View) {
    this.view = view
    for (const listener of this.#listeners) listener()
  }
}
