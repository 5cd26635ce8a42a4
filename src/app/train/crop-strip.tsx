/** Validation crops in rows: what the generator gets, what its two sub-networks make of it, the truth. */
import { useEffect, useRef } from 'react'
import type { Patch, TrainingEvent } from '../../engine/protocol.ts'
import { t } from '../i18n/t.ts'

type Crops = Extract<TrainingEvent, { kind: 'strip' }>['crops']

const COLUMNS = [
  ['low', 'Input'],
  ['upsampled', 'Enlarged (G1)'],
  ['refined', 'Refined (G2)'],
  ['truth', 'Truth'],
] as const

export function Strip({ crops }: { readonly crops: Crops }) {
  if (crops.length === 0) return null
  return (
    <table className="crop-strip" data-testid="crop-strip">
      <caption>
        {t('Faces of pictures that do not train, made tiny and enlarged again by the networks as they are now')}
      </caption>
      <thead>
        <tr>
          {COLUMNS.map(([, title]) => (
            <th key={title} scope="col">
              {t(title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {crops.map((crop, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: always the same faces in the same order
          <tr key={at}>
            {COLUMNS.map(([part, title]) => (
              <td key={part}>
                <PatchImage patch={crop[part]} label={t('Face {n}: {what}', { n: at + 1, what: t(title) })} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PatchImage({ patch: { side, rgba }, label }: { readonly patch: Patch; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, side, side), 0, 0)
  }, [rgba, side])
  return <canvas ref={canvas} width={side} height={side} role="img" aria-label={label} />
}
