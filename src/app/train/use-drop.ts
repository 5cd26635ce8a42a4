/** Files dropped on the training dialog are labelled pictures; the page behind it must not open them too. */
import { type DragEvent, useState } from 'react'
import { picturesOfDrop } from '../intake/dropped-files.ts'
import { carriesFiles } from '../intake/use-intake.ts'
import { openLabelled } from './open-labelled.ts'

/** Handlers for the dialog's element, and whether files are dragged over it. */
export function useDrop() {
  const [dragging, setDragging] = useState(false)
  return {
    dragging,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (carriesFiles(event)) setDragging(true)
      },
      onDragLeave: (event: DragEvent) => {
        // Leaving for a child is no leaving.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false)
      },
      onDrop: (event: DragEvent) => {
        setDragging(false)
        if (!carriesFiles(event)) return
        // The page's own listener sees by this that the drop was taken.
        event.preventDefault()
        const { dataTransfer } = event
        void openLabelled((found) => picturesOfDrop(dataTransfer, found))
      },
    },
  }
}
