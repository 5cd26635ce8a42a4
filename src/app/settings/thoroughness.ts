/** How thorough a search is, in three words, each of which stands for two settings. */
import type { Settings } from '../state/settings.ts'

export type Thoroughness = 'fast' | 'balanced' | 'everything'

type Choice = Pick<Settings, 'smallestFace' | 'stage'>

/** Half, whole and double size is the finest that the networks see: each step costs about four times the one before. */
export const THOROUGHNESS: Record<Thoroughness, Choice> = {
  fast: { smallestFace: 12, stage: 'mbfcn' },
  balanced: { smallestFace: 6, stage: 'full' },
  everything: { smallestFace: 4, stage: 'full' },
}

/** Which of the three the settings are; null where the user chose something of their own. */
export function thoroughnessOf({ smallestFace, stage }: Choice): Thoroughness | null {
  const names = Object.keys(THOROUGHNESS) as Thoroughness[]
  return (
    names.find((name) => THOROUGHNESS[name].smallestFace === smallestFace && THOROUGHNESS[name].stage === stage) ?? null
  )
}
