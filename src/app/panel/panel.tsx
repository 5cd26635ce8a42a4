/** Beside the stage (desktop) or in a sheet under it (phone): result, threshold, settings, list of faces, engine. */
import { Collapse } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { HeatButton } from '../heat/heat-button.tsx'
import { HideButton } from '../hide/hide-button.tsx'
import { useHide } from '../hide/hide-store.ts'
import { t } from '../i18n/t.ts'
import { SaveButton } from '../out/save-button.tsx'
import { SettingsForm } from '../settings/settings-form.tsx'
import { ChevronIcon, TuneIcon } from '../shell/icons.tsx'
import { usePictures } from '../state/picture-store.ts'
import { needsNewRun } from '../state/settings.ts'
import { useSettings } from '../state/settings-store.ts'
import type { Looked } from '../state/use-looked.ts'
import { EngineLine } from './engine-line.tsx'
import { FaceDetail } from './face-detail.tsx'
import { FaceList } from './face-list.tsx'
import { HeightFilter } from './height-filter.tsx'
import { RestorationLine } from './restoration-line.tsx'
import { ResultFacts } from './result-facts.tsx'
import { Threshold } from './threshold.tsx'

const HideForm = lazy(() => import('../hide/hide-form.tsx'))

export function Panel({ looked }: { readonly looked: Looked }) {
  const [tuning, setTuning] = useState(false)
  const [tall, setTall] = useState(false)
  const { detection, shown, faces, opened } = looked
  const count = shown.length
  const hiding = useHide((state) => state.open) && opened?.status === 'done'
  return (
    <aside
      className="panel"
      aria-label={t('Faces and settings')}
      data-tall={tall || undefined}
      data-tuning={tuning || undefined}
    >
      <button
        type="button"
        className="sheet-handle"
        aria-expanded={tall}
        aria-label={tall ? t('Show more of the picture') : t('Show more of the list')}
        onClick={() => setTall(!tall)}
      >
        <ChevronIcon />
      </button>
      <header className="panel-head">
        <h2 data-testid="face-count">{detection ? t('{n} face | {n} faces', { n: count }) : t('No result yet')}</h2>
        <div className="panel-tools">
          {detection && opened && <SaveButton />}
          {detection && opened?.status === 'done' && <HideButton />}
          {detection && opened?.status === 'done' && <HeatButton />}
          <button
            type="button"
            className="button quiet"
            data-testid="settings"
            aria-expanded={tuning}
            aria-controls="settings-form"
            aria-label={t('Settings')}
            onClick={() => setTuning(!tuning)}
          >
            <TuneIcon />
          </button>
        </div>
      </header>
      <ResultFacts looked={looked} />
      <RestorationLine looked={looked} />
      {hiding && (
        <Suspense fallback={null}>
          <HideForm looked={looked} />
        </Suspense>
      )}
      {detection && <Threshold faces={faces} />}
      {detection && <HeightFilter faces={faces} />}
      <Collapse expanded={tuning} id="settings-form">
        <SettingsForm />
      </Collapse>
      <RunAgain looked={looked} />
      <FaceList looked={looked} />
      <FaceDetail looked={looked} />
      <EngineLine />
    </aside>
  )
}

/** Appears when the result on show was made with other settings. */
function RunAgain({ looked: { opened } }: { readonly looked: Looked }) {
  const settings = useSettings((state) => state.settings)
  const rerun = usePictures((state) => state.rerun)
  if (opened?.status !== 'done' || !opened.ranWith || !needsNewRun(opened.ranWith, settings)) return null
  return (
    <div className="run-again">
      <p>{t('This result was made with other settings.')}</p>
      <button type="button" className="button primary" data-testid="run-again" onClick={() => rerun(opened.id)}>
        {t('Search again')}
      </button>
    </div>
  )
}
