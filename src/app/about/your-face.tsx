/** The chosen face's own way: what the generator was given, what its two parts made, and the score. */
import { t } from '../i18n/t.ts'
import { PatchCrop } from '../panel/crop.tsx'
import { patchKey, usePatches } from '../state/patch-store.ts'
import { useCurrentPicture, usePictures } from '../state/picture-store.ts'

const SIDE = 112

export function YourFace() {
  const picture = useCurrentPicture()
  const index = usePictures((state) => state.selected?.index ?? null)
  const face = index === null ? undefined : picture?.detection?.faces[index]
  const entry = usePatches((state) => (picture && face ? state.patches.get(patchKey(picture, face)) : undefined))
  if (!picture || !face || !entry || entry === 'failed')
    return (
      <p className="about-hint" data-testid="no-face-yet">
        {t('Choose a face in a picture of yours and open this page again: it shows here what the networks made of it.')}
      </p>
    )
  const steps = [
    { name: t('crop (LR)'), patch: entry.low },
    { name: t('after G1'), patch: entry.upsampled },
    { name: t('after G2'), patch: entry.refined },
  ]
  return (
    <section className="your-face" aria-label={t('The face that you chose')} data-testid="your-face">
      <h3>{t('The face that you chose')}</h3>
      <div className="your-face-steps">
        {steps.map(({ name, patch }) => (
          <figure key={name}>
            <PatchCrop patch={patch} side={SIDE} label={name} />
            <figcaption>
              {name}, {patch.side} × {patch.side} px
            </figcaption>
          </figure>
        ))}
        <p className="your-face-score">
          <strong>{face.score.toFixed(2)}</strong>
          <span>{t('score')}</span>
        </p>
      </div>
      {face.path !== 'generated' && (
        <p className="soft">
          {face.path === 'direct'
            ? t('This face was large enough to be judged directly; the generator’s version is for you alone.')
            : t('This face was scored by MB-FCN alone; the generator’s version is for you alone.')}
        </p>
      )}
    </section>
  )
}
