/** Further ways in: a folder, the clipboard, an address. The same on the first page and in the header's menu. */
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/t.ts'
import { FolderIcon, LinkIcon, PasteIcon } from '../shell/icons.tsx'
import { TrainButton } from '../train/train-entry.tsx'
import { AddressForm } from './address-form.tsx'
import { pastePicture } from './intake.ts'

interface MoreWaysProps {
  readonly onBrowseFolder: () => void
  /** Hears that a way was taken. */
  readonly onTaken?: () => void
  /** A way that is offered elsewhere in the other place. */
  readonly children?: ReactNode
}

export function MoreWays({ onBrowseFolder, onTaken, children }: MoreWaysProps) {
  const [typing, setTyping] = useState(false)
  const taken = (act: () => void) => () => {
    onTaken?.()
    act()
  }
  return (
    <div className="more-ways">
      <div className="more-ways-buttons">
        <button type="button" className="button quiet" data-testid="open-folder" onClick={taken(onBrowseFolder)}>
          <FolderIcon />
          {t('Folder')}
        </button>
        <button type="button" className="button quiet" data-testid="paste" onClick={taken(() => void pastePicture())}>
          <PasteIcon />
          {t('Paste')}
        </button>
        <button
          type="button"
          className="button quiet"
          data-testid="address"
          aria-expanded={typing}
          onClick={() => setTyping(!typing)}
        >
          <LinkIcon />
          {t('Address')}
        </button>
        {children}
        <TrainButton onTaken={onTaken} />
      </div>
      {typing && <AddressForm onOpened={onTaken} />}
    </div>
  )
}
