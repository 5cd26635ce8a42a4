/** The frame of the dialogs for saving and labelling: title, close button, the whole screen on a phone. */
import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { t } from '../i18n/t.ts'
import './out.css'

interface DialogProps {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  /** When it is gone from the page. */
  readonly onClosed?: () => void
  readonly children: ReactNode
}

export function Dialog({ open, title, onClose, onClosed, children }: DialogProps) {
  const phone = useMediaQuery('(max-width: 640px)')
  return (
    <Modal.Root
      opened={open}
      onClose={onClose}
      {...(onClosed && { onExitTransitionEnd: onClosed })}
      size={600}
      fullScreen={phone ?? false}
      classNames={{ content: 'save-dialog' }}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* The library's own header would be a second banner of the page. */}
        <div className="save-head">
          <Modal.Title className="save-title">{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('Close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
