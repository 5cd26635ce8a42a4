/** The same picture twice: what was found before the training, and what after it. */
import { useEffect, useRef, useState } from 'react'
import type { TrainingOutcome, TrainingRun } from '../../engine/protocol.ts'
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import { BOX, strokeBoxes } from '../stage/draw.ts'
import { useSettings } from '../state/settings-store.ts'

type Found = TrainingOutcome['result']['pictures'][number]['before']

interface ResultPicturesProps {
  readonly outcome: TrainingOutcome
  readonly run: TrainingRun
}

/** px of the canvas's longer side: enough to see boxes, little enough to draw at once. */
const LARGEST = 900

export function ResultPictures({ outcome, run }: ResultPicturesProps) {
  const threshold = useSettings((state) => state.settings.threshold)
  const { pictures } = outcome.result
  const [at, setAt] = useState(0)
  const picture = pictures[at]
  const file = run.pictures.find(({ name }) => name === picture?.name)?.file
  if (!picture || !file) return null
  const shown = (faces: Found) => faces.filter(({ score }) => score >= threshold)
  return (
    <section className="result-pictures" aria-label={t('Side by side')}>
      <div className="train-row">
        <h3>{picture.name}</h3>
        {pictures.length > 1 && (
          <button type="button" className="button" onClick={() => setAt((at + 1) % pictures.length)}>
            {t('Next picture ({n} of {total})', { n: at + 1, total: pictures.length })}
          </button>
        )}
      </div>
      <div className="result-pair">
        <Boxed when="Before: {n} face | Before: {n} faces" file={file} faces={shown(picture.before)} />
        <Boxed when="After: {n} face | After: {n} faces" file={file} faces={shown(picture.after)} />
      </div>
    </section>
  )
}

interface BoxedProps {
  readonly when: Text
  readonly file: Blob
  readonly faces: Found
}

function Boxed({ when, file, faces }: BoxedProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const words = t(when, { n: faces.length })
  useEffect(() => {
    let gone = false
    void createImageBitmap(file).then(
      (bitmap) => {
        const [target, context] = [canvas.current, canvas.current?.getContext('2d')]
        if (!gone && target && context) {
          const scale = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height))
          target.width = Math.round(bitmap.width * scale)
          target.height = Math.round(bitmap.height * scale)
          context.drawImage(bitmap, 0, 0, target.width, target.height)
          const boxes = faces.flatMap(({ box }) => [box.x, box.y, box.width, box.height].map((value) => value * scale))
          strokeBoxes(context, boxes, 1, BOX, 1)
        }
        bitmap.close()
      },
      // A picture that cannot be drawn leaves its words.
      () => {},
    )
    return () => {
      gone = true
    }
  }, [file, faces])
  return (
    <figure>
      <canvas ref={canvas} role="img" aria-label={words} />
      <figcaption>{words}</figcaption>
    </figure>
  )
}
