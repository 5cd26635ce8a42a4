/** The shell: header, drop zone over the whole page, and either the landing page or the workspace. */
import { lazy, Suspense, useEffect } from 'react'
import { said, t, useLanguage } from '../i18n/t.ts'
import { PickerInputs, usePickers } from '../intake/pickers.tsx'
import { useIntake } from '../intake/use-intake.ts'
import { useKeep } from '../keep/keep-store.ts'
import { NewVersionNotice } from '../offline/new-version-notice.tsx'
import { useMode } from '../state/mode-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { TrainDoor } from '../train/train-entry.tsx'
import { Header } from './header.tsx'
import { Landing } from './landing.tsx'
import { useHash } from './use-hash.ts'

const loadWorkspace = () => import('../workspace/workspace.tsx')
const Workspace = lazy(loadWorkspace)
const Bench = lazy(() => import('../bench/bench.tsx'))

export function App() {
  // Every text on the page is drawn anew from here when the language changes.
  useLanguage()
  const dragging = useIntake()
  const measuring = useHash() === '#bench'
  // After the first paint; where the part cannot be loaded, the page works on without keeping anything.
  useEffect(() => {
    import('../keep/start.ts').then(
      ({ startKeeping }) => startKeeping(),
      () => useKeep.setState({ resuming: false }),
    )
  }, [])

  const { browseFiles, browseFolder, inputs } = usePickers()
  const started = usePictures((state) => state.pictures.length > 0)
  const mode = useMode((state) => state.mode)
  const resuming = useKeep((state) => state.resuming)
  const working = started || resuming || mode !== 'pictures'

  // While the visitor reads, the workspace arrives, so that the first picture need not wait for it.
  useEffect(() => {
    const timer = setTimeout(loadWorkspace, 1200)
    return () => clearTimeout(timer)
  }, [])

  return (
    <div className="app" data-testid="drop-zone">
      <Header working={working} onBrowse={browseFiles} onBrowseFolder={browseFolder} />
      {measuring ? (
        <Suspense fallback={<p className="loading">{t('Opening…')}</p>}>
          <Bench />
        </Suspense>
      ) : resuming && !started && mode !== 'label' ? (
        <p className="loading">{t('Opening…')}</p>
      ) : working ? (
        <Suspense fallback={<p className="loading">{t('Opening…')}</p>}>
          <Workspace />
        </Suspense>
      ) : (
        <Landing onBrowse={browseFiles} onBrowseFolder={browseFolder} />
      )}
      <PickerInputs inputs={inputs} />
      <Notice />
      <TrainDoor />
      {dragging && (
        <div className="drop-overlay" aria-hidden="true">
          <p>{t('Drop to look for faces')}</p>
        </div>
      )}
    </div>
  )
}

function Notice() {
  const notice = useMode((state) => state.notice)
  const say = useMode((state) => state.say)
  return (
    <div className="notice-area" role="status">
      <NewVersionNotice />
      {notice && (
        <div className="notice">
          <p>{said(notice)}</p>
          <button type="button" className="button quiet" onClick={() => say(null)}>
            {t('Close')}
          </button>
        </div>
      )}
    </div>
  )
}
