/** Keeps a canvas as sharp as the screen, and its view told how large it is. */
import { type RefObject, useEffect } from 'react'
import type { ViewController } from './controller.ts'

/** The canvas has whole device px; the view gets CSS px. */
export function useStageSize(canvas: RefObject<HTMLCanvasElement | null>, view: ViewController) {
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      element.width = Math.max(1, Math.round(width * devicePixelRatio))
      element.height = Math.max(1, Math.round(height * devicePixelRatio))
      view.setStage({ width, height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [canvas, view])
}
