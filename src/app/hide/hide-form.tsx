/** How faces are hidden, with a warning, and the buttons that save the picture. The stage shows the preview. */
import { Button, SegmentedControl } from '@mantine/core'
import { useOut } from '../out/out-job.ts'
import { useResults } from '../out/results.ts'
import { useSettings } from '../state/settings-store.ts'
import { countShown } from '../state/shown-faces.ts'
import type { Looked } from '../state/use-looked.ts'
import type { HideStyle } from './conceal.ts'
import { useHide } from './hide-store.ts'
import { type PictureType, saveHidden } from './save-hidden.ts'
import './hide.css'

const NOTES: Record<HideStyle, string> = {
  blur: 'Runs smoothly between at most 3 × 3 mean colours of a face. Tiny faces become one colour.',
  pixelate: 'At most 3 × 3 squares a face. Tiny faces become one square.',
  cover: 'A dark box. Nothing of the face is kept.',
}

export default function HideForm({ looked }: { readonly looked: Looked }) {
  const { style, margin, change } = useHide()
  const current = useResults('current')
  const all = useResults('all')
  const busy = useOut((state) => state.job !== null)
  const save = (type: PictureType, results = current) => void saveHidden(results, { style, margin }, type)
  const percent = Math.round(margin * 100)
  return (
    <section className="settings hide-form" aria-label="Hide faces" data-testid="hide-form">
      <h3>Hide faces</h3>
      <SegmentedControl
        fullWidth
        aria-label="How faces are hidden"
        value={style}
        data={[
          { value: 'blur', label: 'Blur' },
          { value: 'pixelate', label: 'Pixelate' },
          { value: 'cover', label: 'Cover' },
        ]}
        onChange={(value) => change({ style: value as HideStyle })}
      />
      <p className="soft">{NOTES[style]}</p>
      <div className="hide-margin">
        <label htmlFor="hide-margin">Margin around each face</label>
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
          aria-valuetext={`${percent} % of the face`}
          onChange={(event) => change({ margin: event.currentTarget.valueAsNumber / 100 })}
        />
      </div>
      <Warning looked={looked} />
      <div className="hide-buttons">
        <Button disabled={busy} onClick={() => save('png')}>
          Save PNG
        </Button>
        <Button disabled={busy} onClick={() => save('jpeg')}>
          Save JPEG
        </Button>
        {all.length > 1 && (
          <Button variant="default" disabled={busy} onClick={() => save('jpeg', all)}>
            Save all {all.length} (zip)
          </Button>
        )}
      </div>
      <p className="soft">The saved file holds pixels alone: no place, date or camera (EXIF) of the original.</p>
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
      <strong>A face that was missed stays visible.</strong>{' '}
      {shown.length === 1 ? 'One face is' : `${shown.length} faces are`} hidden. Look through the whole picture before
      you share it.
      {unsure > 0 &&
        ` ${unsure} less sure ${unsure === 1 ? 'candidate stays' : 'candidates stay'} visible: a lower score hides them too.`}
      {otherHeights > 0 &&
        ` ${otherHeights} of other heights than chosen ${otherHeights === 1 ? 'stays' : 'stay'} visible.`}
    </p>
  )
}
