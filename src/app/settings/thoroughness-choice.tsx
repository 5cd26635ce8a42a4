/** Fast, balanced or everything, each with what it finds and the time that it takes on this device. */
import { useCurrentPicture } from '../state/picture-store.ts'
import { useSettings } from '../state/settings-store.ts'
import { expectedTime, timeWords } from './speed.ts'
import { speedKey, useSpeeds } from './speed-store.ts'
import { THOROUGHNESS, type Thoroughness, thoroughnessOf } from './thoroughness.ts'

const TITLES: Record<Thoroughness, string> = { fast: 'Fast', balanced: 'Balanced', everything: 'Everything' }
/** Where no picture is open: what a phone takes. */
const USUAL = { width: 4000, height: 3000 }

export function ThoroughnessChoice() {
  const { settings, change } = useSettings()
  const detection = useCurrentPicture()?.detection ?? null
  const speed = useSpeeds((state) => state.speeds[speedKey(settings)]) ?? null
  const chosen = thoroughnessOf(settings)
  return (
    <fieldset className="thoroughness">
      <legend>How thorough</legend>
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
              <strong>{TITLES[name]}</strong>
              <small>
                from {smallestFace} px, {stage === 'full' ? 'each one verified' : 'not verified'}
              </small>
            </span>
            {time !== null && <span className="figures">{timeWords(time)}</span>}
          </label>
        )
      })}
      <p className="soft">
        {speed
          ? `Times for ${detection ? 'this picture' : 'a picture of 12 megapixels'}, from what this device has shown so far.`
          : 'Times appear here once this device has searched its first picture with this preset.'}
        {chosen === null && ' Now: your own choice below.'}
      </p>
    </fieldset>
  )
}
