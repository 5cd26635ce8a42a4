/** A face as it is in the picture, drawn over its super-resolved version up to a seam that the user moves. */
import { type CSSProperties, useState } from 'react'
import type { Patch } from '../../engine/protocol.ts'
import type { Box } from '../../geometry/box.ts'
import { t } from '../i18n/t.ts'
import type { Picture } from '../stage/draw.ts'
import { OriginalCrop, PatchCrop } from './crop.tsx'

interface CompareProps {
  readonly picture: Picture | null
  readonly box: Box
  /** null until it is made. */
  readonly patch: Patch | null
  readonly failed: boolean
  /** CSS px. */
  readonly side: number
}

export function Compare({ picture, box, patch, failed, side }: CompareProps) {
  /** Per cent of the width that show the original. */
  const [seam, setSeam] = useState(50)
  const original = (
    <OriginalCrop picture={picture} box={box} side={side} label={t('The face as it is in the picture')} />
  )
  if (!patch)
    return (
      <figure className="compare-figure">
        {original}
        <figcaption>{failed ? t('A sharper version could not be made') : t('Being sharpened…')}</figcaption>
      </figure>
    )
  return (
    <figure className="compare-figure">
      <div className="compare" style={{ width: side, height: side, '--seam': `${seam}%` } as CSSProperties}>
        <PatchCrop patch={patch} side={side} label={t('Super-resolved')} />
        <div className="compare-original">{original}</div>
        <div className="compare-seam" aria-hidden="true" />
        <input
          type="range"
          data-testid="compare"
          min={0}
          max={100}
          step={5}
          value={seam}
          aria-label={t('Compare the picture’s own pixels with the super-resolved ones')}
          aria-valuetext={t('{seam} % original, {rest} % super-resolved', { seam, rest: 100 - seam })}
          onChange={(event) => setSeam(event.currentTarget.valueAsNumber)}
        />
      </div>
      <figcaption className="compare-ends" aria-hidden="true">
        <span>{t('original')}</span>
        <span>{t('super-resolved')}</span>
      </figcaption>
    </figure>
  )
}
