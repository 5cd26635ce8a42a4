/** Name, the ways in (once there is a workspace), and the colour scheme. */
import { AboutButton } from '../about/about-button.tsx'
import { openCamera, openSample } from '../intake/intake.ts'
import { type ColourScheme, useColourScheme } from './colour-scheme.ts'
import { CameraIcon, MoonIcon, OpenIcon, SampleIcon, SunIcon, SystemIcon } from './icons.tsx'
import { OtherWays } from './other-ways.tsx'

const NEXT: Record<ColourScheme, ColourScheme> = { system: 'light', light: 'dark', dark: 'system' }
const SCHEME_ICONS = { system: SystemIcon, light: SunIcon, dark: MoonIcon } as const

interface HeaderProps {
  readonly working: boolean
  readonly onBrowse: () => void
  readonly onBrowseFolder: () => void
}

export function Header({ working, onBrowse, onBrowseFolder }: HeaderProps) {
  return (
    <header className="header">
      <div className="brand">
        <img src="./icon.svg" alt="" width="28" height="28" />
        {working ? <h1>Specklens</h1> : <span>Specklens</span>}
      </div>
      <nav aria-label="Open a picture">
        {working && (
          <>
            <button
              type="button"
              className="button"
              data-testid="open-files"
              aria-label="Open pictures"
              onClick={onBrowse}
            >
              <OpenIcon />
              <span className="wide">Open</span>
            </button>
            <button
              type="button"
              className="button"
              data-testid="open-camera"
              aria-label="Use the camera"
              onClick={openCamera}
            >
              <CameraIcon />
              <span className="wide">Camera</span>
            </button>
            <button
              type="button"
              className="button"
              data-testid="open-sample"
              aria-label="Open the sample"
              onClick={() => void openSample()}
            >
              <SampleIcon />
              <span className="wide">Sample</span>
            </button>
            <OtherWays onBrowseFolder={onBrowseFolder} />
          </>
        )}
        <AboutButton />
        <SchemeButton />
      </nav>
    </header>
  )
}

function SchemeButton() {
  const { choice, choose } = useColourScheme()
  const Icon = SCHEME_ICONS[choice]
  const label = `Colours: ${choice}. Change to ${NEXT[choice]}`
  return (
    <button
      type="button"
      className="button quiet"
      aria-label={label}
      title={label}
      onClick={() => choose(NEXT[choice])}
    >
      <Icon />
    </button>
  )
}
