/** Drop and paste anywhere on the page. */
import { useEffect, useState } from 'react'
import { openDrop } from './intake.ts'

/** Whether files are dragged, and not text or a link. */
export const carriesFiles = ({ dataTransfer }: { readonly dataTransfer: DataTransfer | null }) =>
  dataTransfer?.types.includes('Files') ?? false

/** True while files are dragged over the page. */
export function useIntake(): boolean {
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    // Enter and leave fire for every child; the depth tells when the page itself is left.
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth += 1
      setDragging(true)
    }
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setDragging(false)
    }
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer || !carriesFiles(event)) return
      // A dialog over the page may have taken it.
      const taken = event.defaultPrevented
      event.preventDefault()
      depth = 0
      setDragging(false)
      if (!taken) void openDrop(event.dataTransfer)
    }
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData?.types.includes('Files')) void openDrop(event.clipboardData)
    }
    addEventListener('dragenter', enter)
    addEventListener('dragleave', leave)
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
      removeEventListener('paste', paste)
    }
  }, [])
  return dragging
}
