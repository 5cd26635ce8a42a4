/** The tool itself: picture on the stage, faces and settings beside it. Loaded on demand; brings the component library. */
import { MantineProvider } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { installDebugHandle } from '../debug-handle.ts'
import { useHeatOverlay } from '../heat/use-heat.ts'
import { useHide } from '../hide/hide-store.ts'
import { useHidden } from '../hide/use-hidden.ts'
import { t } from '../i18n/t.ts'
import { OutProgress } from '../out/out-progress.tsx'
import { Panel } from '../panel/panel.tsx'
import { Queue } from '../queue/queue.tsx'
import { useRestoredPicture } from '../restored/use-restored.ts'
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
import { useTour } from '../tour/tour-store.ts'
import { Announcer } from './announcer.tsx'
import { resolveVariables, theme } from './theme.ts'
import './mantine.css'
import './workspace.css'
import './notices.css'
import '../panel/see.css'

const CameraBar = lazy(() => import('../camera/camera-bar.tsx'))
const HeatLegend = lazy(() => import('../heat/heat-legend.tsx'))
const Tour = lazy(() => import('../tour/tour.tsx'))
const VideoBar = lazy(() => import('../video/video-bar.tsx'))
const LabelMode = lazy(() => import('../label/label-mode.tsx'))

installDebugHandle()

export default function Workspace() {
  const scheme = useColourScheme((state) => state.scheme)
  const labelling = useMode((state) => state.mode === 'label')
  useEffect(startRunner, [])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} forceColorScheme={scheme}>
      {labelling ? (
        <Suspense fallback={<p className="loading">{t('Opening…')}</p>}>
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
  const touring = useTour((state) => state.step !== null) && looked.opened?.status === 'done'
  const heat = useHeatOverlay(looked)
  const restored = useRestoredPicture(looked)
  const { selected, hovered, select, hover } = usePictures()
  const { faces, shown, picture, name } = looked
  const chosen = selected && shown.includes(selected.index) ? selected.index : null

  // A face chosen in the list comes to the middle of the stage.
  useEffect(() => {
    const box = selected?.origin === 'list' ? faces[selected.index]?.box : undefined
    if (box) view.reveal(box)
  }, [selected, faces, view])

  const values = { name, n: shown.length }
  const what = hiding
    ? t('{name}: {n} face hidden. | {name}: {n} faces hidden.', values)
    : t('{name}: {n} face boxed. | {name}: {n} faces boxed.', values)
  const label = `${what} ${t('Arrow keys move, plus and minus zoom, 0 shows the whole picture.')}`
  return (
    <main className="workspace">
      <section className="stage" aria-label={t('Picture')}>
        <Stage
          label={label}
          picture={hidden ?? (hiding ? null : restored) ?? picture}
          view={view}
          faces={faces}
          shown={shown}
          boxes={!hiding}
          overlay={heat}
          selected={chosen}
          hovered={hovered}
          onHover={hover}
          onSelect={(index) => select(index, 'stage')}
        />
        <div className="stage-top">
          <Suspense fallback={null}>
            {mode === 'camera' && <CameraBar />}
            {mode === 'video' && <VideoBar />}
          </Suspense>
          {mode === 'pictures' && <PictureStrip />}
        </div>
        <div className="stage-bottom">
          {heat && (
            <Suspense fallback={null}>
              <HeatLegend />
            </Suspense>
          )}
          {touring && (
            <Suspense fallback={null}>
              <Tour />
            </Suspense>
          )}
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
