/** How faces are hidden, with a warning, and the buttons that save the picture. The stage shows the preview. */
import { Button, SegmentedControl } from '@mantine/core'
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import { useOut } from '../out/out-job.ts'
import { useResults } from '../out/results.ts'
import { useSettings } from '../state/settings-store.ts'
import { countShown } from '../state/shown-faces.ts'
import type { Looked } from '../state/use-looked.ts'
import type { HideStyle } from './conceal.ts'
import type { PictureType } from './hidden-file.ts'
import { useHide } from './hide-store.ts'
import { saveHidden } from './save-hidden.ts'
import './hide.css'

const NOTES: Record<HideStyle, Text> = {
  blur: 'Runs smoothly between at most 3 × 3 mean colours of a face. Tiny faces become one colour.',
  pixelate: 'At most 3 × 3 squares a face. Tiny faces become one square.',
  cover: 'A dark box. Nothing of the face is kept.',
}

export default function HideForm({ looked }: { readonly looked: Looked }) {
  const { style, margin, making, change } = useHide()
  const current = useResults('current')
  const all = useResults('all')
  const busy = useOut((state) => state.job !== null)
  const save = (type: PictureType, results = current) => void saveHidden(results, { style, margin }, type)
  const percent = Math.round(margin * 100)
  return (
    <section className="settings hide-form" aria-label={t('Hide faces')} aria-busy={making} data-testid="hide-form">
      <h3>{t('Hide faces')}</h3>
      <SegmentedControl
        fullWidth
        aria-label={t('How faces are hidden')}
        value={style}
        data={[
          { value: 'blur', label: t('Blur') },
          { value: 'pixelate', label: t('Pixelate') },
          { value: 'cover', label: t('Cover') },
        ]}
        onChange={(value) => change({ style: value as HideStyle })}
      />
      <p className="soft">{t(NOTES[style])}</p>
      <div className="hide-margin">
        <label htmlFor="hide-margin">{t('Margin around each face')}</label>
        <output htmlFor="hide-margin" className="figures">
          {percent} %
        </output>
        <input
          id="hide-margin"
          data-testid="hide-margin"
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          aria-valuetext={t('{percent} % of the face', { percent })}
          onChange={(event) => change({ margin: event.currentTarget.valueAsNumber / 100 })}
        />
      </div>
      <Warning looked={looked} />
      <div className="hide-buttons">
        <Button disabled={busy} onClick={() => save('png')}>
          {t('Save PNG')}
        </Button>
        <Button disabled={busy} onClick={() => save('jpeg')}>
          {t('Save JPEG')}
        </Button>
        {all.length > 1 && (
          <Button variant="default" disabled={busy} onClick={() => save('jpeg', all)}>
            {t('Save all {n} (zip)', { n: all.length })}
          </Button>
        )}
      </div>
      <p className="soft">{t('The saved file holds pixels alone: no place, date or camera (EXIF) of the original.')}</p>
    </section>
  )
}

function Warning({ looked: { shown, faces } }: { readonly looked: Looked }) {
  const threshold = useSettings((state) => state.settings.threshold)
  const sure = countShown(faces, threshold)
  const otherHeights = sure - shown.length
  const unsure = faces.length - sure
  return (
    <p className="hide-warning" data-testid="hide-warning">
      <strong>{t('A face that was missed stays visible.')}</strong>{' '}
      {t(
        'One face is hidden. Look through the whole picture before you share it. | {n} faces are hidden. Look through the whole picture before you share it.',
        { n: shown.length },
      )}
      {unsure > 0 &&
        t(
          ' {n} less sure candidate stays visible: a lower score hides it too. |  {n} less sure candidates stay visible: a lower score hides them too.',
          { n: unsure },
        )}
      {otherHeights > 0 &&
        t(' {n} of other heights than chosen stays visible. |  {n} of other heights than chosen stay visible.', {
          n: otherHeights,
        })}
    </p>
  )
}
