/** The header's menu of further ways in, as the browser's own popover: it closes on Escape and on a click beside it. */
import { useId, useRef } from 'react'
import { t } from '../i18n/t.ts'
import { MoreWays } from '../intake/more-ways.tsx'
import { ChevronIcon } from './icons.tsx'

export function OtherWays({ onBrowseFolder }: { readonly onBrowseFolder: () => void }) {
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  return (
    <>
      <button
        type="button"
        className="button quiet"
        popoverTarget={id}
        aria-label={t('Other ways to open pictures')}
        data-testid="other-ways"
      >
        <ChevronIcon />
      </button>
      <div ref={popover} id={id} popover="auto" className="other-ways">
        <MoreWays onBrowseFolder={onBrowseFolder} onTaken={() => popover.current?.hidePopover()} />
      </div>
    </>
  )
}
