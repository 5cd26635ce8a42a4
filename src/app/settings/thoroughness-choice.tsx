/** Fast, balanced or everything, each with what it finds and the time that it takes on this device. */
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import { useCurrentPicture } from '../state/picture-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { expectedTime, timeWords } from './speed.ts'
import { speedKey, useSpeeds } from './speed-store.ts'
import { THOROUGHNESS, type Thoroughness, thoroughnessOf } from './thoroughness.ts'

const TITLES: Record<Thoroughness, Text> = { fast: 'Fast', balanced: 'Balanced', everything: 'Everything' }
/** Where no picture is open: what a phone takes. */
const USUAL = { width: 4000, height: 3000 }

export function ThoroughnessChoice() {
  const { settings, change } = useSettings()
  const detection = useCurrentPicture()?.detection ?? null
  const speed = useSpeeds((state) => state.speeds[speedKey(settings)]) ?? null
  const chosen = thoroughnessOf(settings)
  return (
    <fieldset className="thoroughness">
      <legend>{t('How thorough')}</legend>
      {(Object.keys(THOROUGHNESS) as Thoroughness[]).map((name) => {
        const { smallestFace, stage } = THOROUGHNESS[name]
        const time = expectedTime(speed, detection ?? USUAL, THOROUGHNESS[name])
        return (
          <label key={name} data-chosen={name === chosen || undefined}>
            <input
              type="radio"
              name="thoroughness"
              checked={name === chosen}
              onChange={() => change(THOROUGHNESS[name])}
            />
            <span className="thoroughness-words">
              <strong>{t(TITLES[name])}</strong>
              <small>
                {stage === 'full'
                  ? t('from {smallestFace} px, each one verified', { smallestFace })
                  : t('from {smallestFace} px, not verified', { smallestFace })}
              </small>
            </span>
            {time !== null && <span className="figures">{timeWords(time)}</span>}
          </label>
        )
      })}
      <p className="soft">
        {speed
          ? detection
            ? t('Times for this picture, from what this device has shown so far.')
            : t('Times for a picture of 12 megapixels, from what this device has shown so far.')
          : t('Times appear here once this device has searched its first picture with this preset.')}
        {chosen === null && t(' Now: your own choice below.')}
      </p>
    </fieldset>
  )
}
