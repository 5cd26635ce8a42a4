/** The picture on the stage with its faces hidden, made anew when faces or options change; only the newest wish counts. */
import { useEffect, useRef, useState } from 'react'
import { isOpen, type Picture } from '../stage/draw.ts'
import { useMode } from '../state/mode-store.ts'
import { close, type DecodedPicture } from '../state/smaller.ts'
import type { Looked } from '../state/use-looked.ts'
import { useHide } from './hide-store.ts'
import { type Previews, startPreviews } from './previews.ts'

interface Made {
  readonly of: Picture
  readonly preview: DecodedPicture
}

/** null while nothing is hidden, and until the first preview is there. */
export function useHidden({ picture, faces, shown, opened }: Looked): Picture | null {
  const open = useHide((state) => state.open)
  const style = useHide((state) => state.style)
  const margin = useHide((state) => state.margin)
  const [made, setMade] = useState<Made | null>(null)
  const previews = useRef<Previews | null>(null)
  const wanted = open && opened?.status === 'done' ? picture : null
  const blob = opened?.blob ?? null
  // Lives as long as the form is open and this picture is on show.
  useEffect(() => {
    if (!wanted || !blob) return
    const started = startPreviews(blob, wanted)
    previews.current = started
    return () => {
      started.end()
      previews.current = null
      useHide.setState({ making: false })
    }
  }, [wanted, blob])
  useEffect(() => {
    if (!wanted || !previews.current) return setMade(null)
    useHide.setState({ making: true })
    const hidden = shown.flatMap((index) => faces[index] ?? [])
    previews.current.wish(hidden, { style, margin }).then(
      (preview) => {
        if (!preview) return
        setMade({ of: wanted, preview })
        useHide.setState({ making: false })
      },
      ({ message }: Error) => {
        useHide.setState({ making: false })
        useMode.getState().say(`The preview could not be made: ${message}`)
      },
    )
  }, [wanted, faces, shown, style, margin])
  // The one before is freed when the next one is drawn.
  useEffect(() => () => void (made && close(made.preview)), [made])
  return made && made.of === wanted && isOpen(made.preview) ? made.preview : null
}
