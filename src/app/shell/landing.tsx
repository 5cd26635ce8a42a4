/** What a visitor sees first: what this is, the ways to begin, and what becomes of the picture. */
import { lazy, Suspense } from 'react'
import { Rich } from '../i18n/rich.tsx'
import { t } from '../i18n/t.ts'
import { openCamera, openSample } from '../intake/intake.ts'
import { MoreWays } from '../intake/more-ways.tsx'
import { useKeep } from '../keep/keep-store.ts'
import { useMode } from '../state/mode-store.ts'
import { CameraIcon, LabelIcon, LockIcon, OpenIcon, SampleIcon } from './icons.tsx'
import { Illustration } from './illustration.tsx'

const Earlier = lazy(() => import('../keep/earlier.tsx'))

interface LandingProps {
  readonly onBrowse: () => void
  readonly onBrowseFolder: () => void
}

export function Landing({ onBrowse, onBrowseFolder }: LandingProps) {
  const earlier = useKeep((state) => state.earlier.length > 0)
  return (
    <main className="landing">
      <div className="landing-card">
        <div className="landing-words">
          <h1>{t('See the faces that are only specks')}</h1>
          <p className="lead">
            {t(
              'Drop a picture of a crowd. Specklens finds faces a few pixels tall, says how sure it is of each, and shows it enlarged and sharpened.',
            )}
          </p>
          <div className="landing-actions">
            <button type="button" className="button primary" data-testid="open-files" onClick={onBrowse}>
              <OpenIcon />
              {t('Open pictures')}
            </button>
            <button type="button" className="button" data-testid="open-sample" onClick={() => void openSample()}>
              <SampleIcon />
              {t('Try the sample')}
            </button>
          </div>
          <MoreWays onBrowseFolder={onBrowseFolder}>
            <button type="button" className="button quiet" data-testid="open-camera" onClick={openCamera}>
              <CameraIcon />
              {t('Camera')}
            </button>
            <button
              type="button"
              className="button quiet"
              data-testid="open-labels"
              onClick={() => useMode.getState().setMode('label')}
            >
              <LabelIcon />
              {t('Label')}
            </button>
          </MoreWays>
          <p className="hint">{t('Or drop pictures, a video, a folder or a zip anywhere on this page.')}</p>
        </div>
        <Illustration />
      </div>
      {earlier && (
        <Suspense>
          <Earlier />
        </Suspense>
      )}
      <p className="privacy">
        <LockIcon />
        <span>
          <Rich text="**Pictures stay on this device.** The networks run in this tab; nothing is uploaded. A reload brings your pictures back, until you close or delete them. An enlarged face is a guess at what the pixels could have been, not evidence of who someone is." />
        </span>
      </p>
    </main>
  )
}
