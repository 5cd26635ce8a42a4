/** What restoration has to say about a searched picture: what is wrong with it, or what was mended. */
import { MOST_RESTORED_PIXELS } from '../../restoration/most-pixels.ts'
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import type { Detection } from '../state/engine-types.ts'

type Condition = NonNullable<Detection['condition']>

/** Strength of denoising below which noise in a light picture costs no faces: nobody is bothered with it. */
const LEAST_NOISE = 12

/** `hint`: it could be restored. `too-large`: it shall be, and is too large for it. `restored`: it was. */
export type RestorationNews = 'hint' | 'too-large' | 'restored'

/** Null where there is nothing to say: nothing is wrong, nobody looked, or it will be restored with the next search. */
export function restorationNews(
  { condition, restored, width, height }: Pick<Detection, 'condition' | 'restored' | 'width' | 'height'>,
  wanted: boolean,
): RestorationNews | null {
  if (!condition) return null
  if (restored) return 'restored'
  if (width * height > MOST_RESTORED_PIXELS) return wanted ? 'too-large' : null
  const { blur, noise, light } = condition
  return wanted || !(blur || light || (noise ?? 0) >= LEAST_NOISE) ? null : 'hint'
}

export function conditionWords({ blur, light }: Condition): Text {
  if (blur) return 'This picture is blurred by motion.'
  return light ? 'This picture is noisy and dark.' : 'This picture is noisy.'
}

/** "Restored: motion blur of 8 px", "Restored: noise, darkness". */
export function restoredWords({ blur, noise, light }: Condition): string {
  const mended: string[] = []
  if (blur) mended.push(t('motion blur of {n} px', { n: Math.round(blur.length) }))
  if (noise !== null) mended.push(t('noise'))
  if (light) mended.push(t('darkness'))
  return t('Restored: {what}', { what: mended.join(t(', ')) })
}
