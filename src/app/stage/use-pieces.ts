import { useEffect, useState } from 'react'
import type { Picture } from './draw.ts'
import { Pieces } from './pieces.ts'

/** The pieces of `picture` for one canvas, given back when another picture comes. `paint` draws again when there are more. */
export function usePieces(picture: Picture | null): Pieces {
  const [pieces] = useState(() => new Pieces())
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is what ends the pieces of this one
  useEffect(() => () => pieces.clear(), [pieces, picture])
  return pieces
}
