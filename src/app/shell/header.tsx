/** Name, the ways in (once there is a workspace), and the colour scheme. */
import { AboutButton } from '../about/about-button.tsx'
import { LanguageButton } from '../i18n/language-button.tsx'
import { t } from '../i18n/t.ts'
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
      <nav aria-label={t('Open a picture')}>
        {working && (
          <>
            <button
              type="button"
              className="button"
              data-testid="open-files"
              aria-label={t('Open pictures')}
              onClick={onBrowse}
            >
              <OpenIcon />
              <span className="wide">{t('Open')}</span>
            </button>
            <button
              type="button"
              className="button"
              data-testid="open-camera"
              aria-label={t('Use the camera')}
              onClick={openCamera}
            >
              <CameraIcon />
              <span className="wide">{t('Camera')}</span>
            </button>
            <button
              type="button"
              className="button"
              data-testid="open-sample"
              aria-label={t('Open the sample')}
              onClick={() => void openSample()}
            >
              <SampleIcon />
              <span className="wide">{t('Sample')}</span>
            </button>
            <OtherWays onBrowseFolder={onBrowseFolder} />
          </>
        )}
        <AboutButton />
        <LanguageButton />
        <SchemeButton />
      </nav>
    </header>
  )
}

function SchemeButton() {
  const { choice, choose } = useColourScheme()
  const Icon = SCHEME_ICONS[choice]
  const label = t('Colours: {choice}. Change to {next}', { choice: t(choice), next: t(NEXT[choice]) })
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
