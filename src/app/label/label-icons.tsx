/** Icons that only labelling needs; drawn like the page's own. */
import { Icon } from '../shell/icons.tsx'

export const UndoIcon = () => (
  <Icon>
    <path d="M7.5 4 4 7.5 7.5 11M4 7.500h7.500a4.500 4.500 0 0 1 0 9H8" />
  </Icon>
)
export const RedoIcon = () => (
  <Icon>
    <path d="M12.500 4 16 7.500 12.500 11M16 7.500H8.500a4.500 4.500 0 0 0 0 9H12" />
  </Icon>
)
export const DrawIcon = () => (
  <Icon>
    <path d="M4.500 3v14M15.500 3v14M3 4.500h14M3 15.500h14" />
  </Icon>
)
export const HandIcon = () => (
  <Icon>
    <path d="M10 2.500v15M2.500 10h15M10 2.500l-2 2M10 2.500l2 2M10 17.500l-2-2M10 17.500l2-2M2.500 10l2-2M2.500 10l2 2M17.500 10l-2-2M17.500 10l-2 2" />
  </Icon>
)
export const KeysIcon = () => (
  <Icon>
    <rect x="2" y="5" width="16" height="10" rx="2" />
    <path d="M5.500 8.500h.01M8.500 8.500h.01M11.500 8.500h.01M14.500 8.500h.01M7 12h6" />
  </Icon>
)
export const BackIcon = () => (
  <Icon>
    <path d="M16 10H4M9 5l-5 5 5 5" />
  </Icon>
)
export const LeftIcon = () => (
  <Icon>
    <path d="M12 5 7 10l5 5" />
  </Icon>
)
export const RightIcon = () => (
  <Icon>
    <path d="m8 5 5 5-5 5" />
  </Icon>
)
