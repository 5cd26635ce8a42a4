/** The shell: header, drop zone over the whole page, and either the landing page or the workspace. */
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useMode } from '../state/mode-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { Header } from './header.tsx'
import { openFiles } from './intake.ts'
import { Landing } from './landing.tsx'
import { useIntake } from './use-intake.ts'

const loadWorkspace = () => import('../workspace/workspace.tsx')
const Workspace = lazy(loadWorkspace)

export function App() {
  const dragging = useIntake()
  const picker = useRef<HTMLInputElement>(null)
  const started = usePictures((state) => state.pictures.length > 0)
  const mode = useMode((state) => state.mode)
  const working = started || mode === 'camera'

  // While the visitor reads, the workspace arrives, so that the first picture need not wait for it.
  useEffect(() => {
    const timer = setTimeout(loadWorkspace, 1200)
    return () => clearTimeout(timer)
  }, [])

  const browse = () => picker.current?.click()
  return (
    <div className="app" data-testid="drop-zone">
      <Header working={working} onBrowse={browse} />
      {working ? (
        <Suspense fallback={<p className="loading">Opening…</p>}>
          <Workspace />
        </Suspense>
      ) : (
        <Landing onBrowse={browse} />
      )}
      <input
        ref={picker}
        data-testid="file-input"
        type="file"
        accept="image/*,.heic,.heif"
        multiple
        hidden
        onChange={(event) => {
          openFiles([...(event.currentTarget.files ?? [])])
          // The same file can be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <Notice />
      {dragging && (
        <div className="drop-overlay" aria-hidden="true">
          <p>Drop to look for faces</p>
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
      {notice && (
        <div className="notice">
          <p>{notice}</p>
          <button type="button" className="button quiet" onClick={() => say(null)}>
            Close
          </button>
        </div>
      )}
    </div>
  )
}
