/** A face as it is in the picture, drawn over its super-resolved version up to a seam that the user moves. */
import { type CSSProperties, useState } from 'react'
import type { Patch } from '../../engine/protocol.ts'
import type { Box } from '../../geometry/box.ts'
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
  const original = <OriginalCrop picture={picture} box={box} side={side} label="The face as it is in the picture" />
  if (!patch)
    return (
      <figure className="compare-figure">
        {original}
        <figcaption>{failed ? 'A sharper version could not be made' : 'Being sharpened…'}</figcaption>
      </figure>
    )
  return (
    <figure className="compare-figure">
      <div className="compare" style={{ width: side, height: side, '--seam': `${seam}%` } as CSSProperties}>
        <PatchCrop patch={patch} side={side} label="Super-resolved" />
        <div className="compare-original">{original}</div>
        <div className="compare-seam" aria-hidden="true" />
        <input
          type="range"
          data-testid="compare"
          min={0}
          max={100}
          step={5}
          value={seam}
          aria-label="Compare the picture’s own pixels with the super-resolved ones"
          aria-valuetext={`${seam} % original, ${100 - seam} % super-resolved`}
          onChange={(event) => setSeam(event.currentTarget.valueAsNumber)}
        />
      </div>
      <figcaption className="compare-ends" aria-hidden="true">
        <span>original</span>
        <span>super-resolved</span>
      </figcaption>
    </figure>
  )
}
