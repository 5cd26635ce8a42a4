/** The picture on the stage with its faces hidden, made anew when faces or options change; only the newest wish counts. */
import { useEffect, useState } from 'react'
import { newCanvas } from '../out/canvas.ts'
import { isOpen, type Picture } from '../stage/draw.ts'
import { close, withSmaller } from '../state/decoded-picture.ts'
import type { Face } from '../state/engine-types.ts'
import { useMode } from '../state/mode-store.ts'
import type { Looked } from '../state/use-looked.ts'
import { type HideOptions, hideFaces } from './hide-faces.ts'
import { useHide } from './hide-store.ts'

type Preview = Awaited<ReturnType<typeof withSmaller>>

interface Made {
  readonly of: Picture
  readonly preview: Preview
}

/** null while nothing is hidden, and until the first preview is there. */
export function useHidden({ picture, faces, shown, opened }: Looked): Picture | null {
  const { open, style, margin } = useHide()
  const [made, setMade] = useState<Made | null>(null)
  const wanted = open && opened?.status === 'done' ? picture : null
  useEffect(() => {
    if (!wanted) return setMade(null)
    const abort = new AbortController()
    const hidden = shown.flatMap((index) => faces[index] ?? [])
    makePreview(wanted, hidden, { style, margin }, abort.signal).then(
      (preview) => (abort.signal.aborted ? close(preview) : setMade({ of: wanted, preview })),
      (reason: unknown) => {
        if (!abort.signal.aborted) useMode.getState().say(`The preview could not be made: ${String(reason)}`)
      },
    )
    return () => abort.abort()
  }, [wanted, faces, shown, style, margin])
  // The one before is freed when the next one is drawn.
  useEffect(() => () => void (made && close(made.preview)), [made])
  return made && made.of === wanted && isOpen(made.preview) ? made.preview : null
}

async function makePreview(
  { full, width, height }: Picture,
  faces: readonly Face[],
  options: HideOptions,
  signal: AbortSignal,
): Promise<Preview> {
  const context = newCanvas(width, height)
  context.drawImage(full, 0, 0)
  await hideFaces(context, faces, options, { signal, onProgress: () => {} })
  return withSmaller(context.canvas.transferToImageBitmap())
}
