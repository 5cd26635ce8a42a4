/** The page's own icons: 20 px, drawn with the text's colour, silent for screen readers (the button names itself). */
import type { ReactNode } from 'react'

export function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}

export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
)
export const MinusIcon = () => (
  <Icon>
    <path d="M4 10h12" />
  </Icon>
)
export const FitIcon = () => (
  <Icon>
    <path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" />
  </Icon>
)
export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
)
export const OpenIcon = () => (
  <Icon>
    <rect x="2.5" y="4" width="15" height="12" rx="2" />
    <path d="m3 14 4-4 3 3 3-4 4 4" />
  </Icon>
)
export const CameraIcon = () => (
  <Icon>
    <path d="M2.5 7.5a2 2 0 0 1 2-2h1.800l1.3-2h4.800l1.3 2h1.800a2 2 0 0 1 2 2v6.5a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2z" />
    <circle cx="10" cy="10.5" r="3" />
  </Icon>
)
export const SampleIcon = () => (
  <Icon>
    <circle cx="5.5" cy="7" r="1.800" />
    <circle cx="14.5" cy="7" r="1.800" />
    <circle cx="10" cy="9.5" r="2.200" />
    <path d="M2.5 13c.6-1.800 1.7-2.6 3-2.6M17.5 13c-.6-1.800-1.7-2.6-3-2.6M5.5 16.5c.7-2.6 2.3-3.800 4.5-3.800s3.800 1.200 4.5 3.800" />
  </Icon>
)
export const TuneIcon = () => (
  <Icon>
    <path d="M3 6h7M14 6h3M3 14h3M10 14h7" />
    <circle cx="12" cy="6" r="2" />
    <circle cx="8" cy="14" r="2" />
  </Icon>
)
export const SaveIcon = () => (
  <Icon>
    <path d="M10 3v9M6.5 9 10 12.5 13.5 9M3.5 13.5V16a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-2.5" />
  </Icon>
)
export const HideIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <rect x="4.5" y="7" width="11" height="4" rx="1" fill="currentColor" />
    <path d="M8 14h4" />
  </Icon>
)
export const LearnIcon = () => (
  <Icon>
    <path d="M3 14.5 8 9l3 3 6-7M12.5 5H17v4.500" />
  </Icon>
)
export const LockIcon = () => (
  <Icon>
    <rect x="4" y="9" width="12" height="8" rx="2" />
    <path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9" />
  </Icon>
)
export const SunIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="3.5" />
    <path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4" />
  </Icon>
)
export const MoonIcon = () => (
  <Icon>
    <path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z" />
  </Icon>
)
export const SystemIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
  </Icon>
)
export const ChevronIcon = () => (
  <Icon>
    <path d="m5 8 5 5 5-5" />
  </Icon>
)
export const ArrowIcon = () => (
  <Icon>
    <path d="M4 10h12M12 6l4 4-4 4" />
  </Icon>
)
export const FolderIcon = () => (
  <Icon>
    <path d="M2.5 15V5a1 1 0 0 1 1-1h4l2 2.5h7a1 1 0 0 1 1 1V15a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1z" />
  </Icon>
)
export const PasteIcon = () => (
  <Icon>
    <path d="M7.5 4H5a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V5a1 1 0 0 0-1-1h-2.5" />
    <rect x="7.5" y="2.5" width="5" height="3" rx="1" />
  </Icon>
)
export const LinkIcon = () => (
  <Icon>
    <path d="m8.5 11.5 3-3M9 6.5l1.700-1.700a3.200 3.200 0 0 1 4.500 4.500L13.5 11M11 13.5l-1.700 1.700a3.200 3.200 0 0 1-4.500-4.500L6.5 9" />
  </Icon>
)
export const PauseIcon = () => (
  <Icon>
    <path d="M7 4.5v11M13 4.5v11" />
  </Icon>
)
export const PlayIcon = () => (
  <Icon>
    <path d="M6.5 4.5v11l9-5.5z" />
  </Icon>
)
export const MoreIcon = () => (
  <Icon>
    <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" />
  </Icon>
)
export const HeatIcon = () => (
  <Icon>
    <rect x="3" y="3" width="14" height="14" rx="2" />
    <path d="M3 10h14M10 3v14" />
    <rect x="10" y="3.5" width="6.5" height="6.5" fill="currentColor" stroke="none" />
  </Icon>
)
export const InfoIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.200v4.300M10 6.500h.01" />
  </Icon>
)
export const LabelIcon = () => (
  <Icon>
    <path d="M3 7V4a1 1 0 0 1 1-1h3M13 3h3a1 1 0 0 1 1 1v3M17 13v3a1 1 0 0 1-1 1h-3M7 17H4a1 1 0 0 1-1-1v-3M6.500 10.500 9 13l4.500-5" />
  </Icon>
)
