/** Asks the detector for proposals in this picture, beside the boxes that are there. */
import { proposedFace } from '../../formats/known.ts'
import { iou } from '../../geometry/box.ts'
import { english, t } from '../i18n/t.ts'
import { runOut, useOut } from '../out/out-job.ts'
import type { LabelPicture } from '../state/label-edits.ts'
import { withFaces } from '../state/label-faces.ts'
import { useLabels } from '../state/label-store.ts'
import { stageName } from '../state/progress-words.ts'
import { engineOptions, host } from '../state/runner.ts'
import { detectionSettings } from '../state/settings.ts'
import { useSettings } from '../state/settings-store.ts'

/** A proposal that overlaps a box by so much is that box. */
const SAME = 0.4

export function FindFaces({ picture }: { readonly picture: LabelPicture }) {
  const busy = useOut((state) => state.job !== null)
  return (
    <button
      type="button"
      className="button"
      data-testid="find-faces"
      aria-disabled={busy || undefined}
      onClick={() => void findFaces(picture)}
    >
      {t('Find faces')}
    </button>
  )
}

async function findFaces({ id, file }: LabelPicture) {
  const { settings } = useSettings.getState()
  await runOut(english('Looking for faces'), async ({ signal }) => {
    const onProgress = (progress: Parameters<typeof stageName>[0]) => {
      const { job } = useOut.getState()
      if (job) useOut.setState({ job: { ...job, title: stageName(progress) } })
    }
    const call = { signal, onProgress }
    const { faces } = await host.use(engineOptions(settings), call, (engine) =>
      engine.detect(file, detectionSettings(settings, settings.threshold), call),
    )
    const picture = useLabels.getState().pictures.find((one) => one.id === id)
    if (!picture) return english('The picture was taken out meanwhile.')
    const fresh = faces.filter(({ box }) => picture.faces.every((face) => iou(face.box, box) < SAME))
    const proposals = fresh.map(({ box, score }) => proposedFace(box, score))
    const marks = new Map([[id, { faces: withFaces(picture.faces, proposals) }]])
    if (fresh.length > 0) useLabels.getState().edit({ words: english('Found faces'), marks })
    const here = faces.length - fresh.length
    const said = [english('{n} new proposal. | {n} new proposals.', { n: fresh.length })]
    if (here > 0) said.push(english('{n} had a box already.', { n: here }))
    return said.join(' ')
  })
}
