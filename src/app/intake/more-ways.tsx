/** Further ways in: a folder, the clipboard. The same buttons on the first page and in the header's menu. */
import type { ReactNode } from 'react'
import { FolderIcon, PasteIcon } from '../shell/icons.tsx'
import { pastePicture } from './intake.ts'

interface MoreWaysProps {
  readonly onBrowseFolder: () => void
  /** Hears that a way was taken. */
  readonly onTaken?: () => void
  /** A way that is offered elsewhere in the other place. */
  readonly children?: ReactNode
}

export function MoreWays({ onBrowseFolder, onTaken, children }: MoreWaysProps) {
  const taken = (act: () => void) => () => {
    onTaken?.()
    act()
  }
  return (
    <div className="more-ways">
      <button type="button" className="button quiet" data-testid="open-folder" onClick={taken(onBrowseFolder)}>
        <FolderIcon />
        Open a folder
      </button>
      <button type="button" className="button quiet" data-testid="paste" onClick={taken(() => void pastePicture())}>
        <PasteIcon />
        Paste
      </button>
      {children}
    </div>
  )
}
