/** The tool itself: picture on the stage, faces and settings beside it. Loaded on demand; brings the component library. */
import { MantineProvider } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { CameraBar } from '../camera/camera-bar.tsx'
import { installDebugHandle } from '../debug-handle.ts'
import { useHide } from '../hide/hide-store.ts'
import { useHidden } from '../hide/use-hidden.ts'
import { OutProgress } from '../out/out-progress.tsx'
import { Panel } from '../panel/panel.tsx'
import { Queue } from '../queue/queue.tsx'
import { useColourScheme } from '../shell/colour-scheme.ts'
import { ViewController } from '../stage/controller.ts'
import { FailureCard } from '../stage/failure-card.tsx'
import { PictureStrip } from '../stage/picture-strip.tsx'
import { ProgressCard } from '../stage/progress-card.tsx'
import { Stage } from '../stage/stage.tsx'
import { ZoomButtons } from '../stage/zoom-buttons.tsx'
import { useMode } from '../state/mode-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { startRunner } from '../state/runner.ts'
import { useLooked } from '../state/use-looked.ts'
import { Announcer } from './announcer.tsx'
import { resolveVariables, theme } from './theme.ts'
import './mantine.css'
import './workspace.css'
import '../panel/see.css'

const LabelMode = lazy(() => import('../label/label-mode.tsx'))

installDebugHandle()

export default function Workspace() {
  const scheme = useColourScheme((state) => state.scheme)
  const labelling = useMode((state) => state.mode === 'label')
  useEffect(startRunner, [])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} forceColorScheme={scheme}>
      {labelling ? (
        <Suspense fallback={<p className="loading">Opening…</p>}>
          <LabelMode />
        </Suspense>
      ) : (
        <>
          <Layout />
          <Announcer />
        </>
      )}
    </MantineProvider>
  )
}

function Layout() {
  const looked = useLooked()
  const [view] = useState(() => new ViewController())
  const mode = useMode((state) => state.mode)
  const hidden = useHidden(looked)
  const hiding = useHide((state) => state.open) && looked.opened?.status === 'done'
  const { selected, hovered, select, hover } = usePictures()
  const { faces, shown, picture, name } = looked
  const chosen = selected && shown.includes(selected.index) ? selected.index : null

  // A face chosen in the list comes to the middle of the stage.
  useEffect(() => {
    const box = selected?.origin === 'list' ? faces[selected.index]?.box : undefined
    if (box) view.reveal(box)
  }, [selected, faces, view])

  const label = `${name}: ${shown.length} ${shown.length === 1 ? 'face' : 'faces'} ${hiding ? 'hidden' : 'boxed'}. Arrow keys move, plus and minus zoom, 0 shows the whole picture.`
  return (
    <main className="workspace">
      <section className="stage" aria-label="Picture">
        <Stage
          label={label}
          picture={hidden ?? picture}
          view={view}
          faces={faces}
          shown={shown}
          boxes={!hiding}
          selected={chosen}
          hovered={hovered}
          onHover={hover}
          onSelect={(index) => select(index, 'stage')}
        />
        <div className="stage-top">{mode === 'camera' ? <CameraBar /> : <PictureStrip />}</div>
        <div className="stage-bottom">
          <ProgressCard />
          <OutProgress />
          {mode === 'pictures' && <FailureCard />}
          {picture && <ZoomButtons view={view} />}
        </div>
      </section>
      {mode === 'pictures' && <Queue />}
      <Panel looked={looked} />
    </main>
  )
}
