/** A quiet button that shows an icon and is named by its label, which is its tooltip too. */
import type { ReactNode } from 'react'

interface IconButtonProps {
  readonly label: string
  readonly onClick: () => void
  readonly pressed?: boolean
  /** Of what the button opens. */
  readonly expanded?: boolean
  /** Does nothing now, and says so, but keeps the focus. */
  readonly off?: boolean
  readonly testId?: string
  readonly children: ReactNode
}

export function IconButton({ label, onClick, pressed, expanded, off, testId, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className="button quiet"
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-disabled={off || undefined}
      title={label}
      data-testid={testId}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
