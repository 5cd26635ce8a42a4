/** What needs a new run, in plain words; what is kept on the device; and the way to share or undo all of it. */
import { NativeSelect, NumberInput, SegmentedControl } from '@mantine/core'
import type { BackendChoice, PresetName } from '../state/engine-types.ts'
import { BACKENDS, PRESETS, type Settings, SMALLEST_FACE } from '../state/settings.ts'
import { useSettings } from '../state/settings-store.ts'
import { KeepChoice } from './keep-choice.tsx'
import { ModelChoice } from './model-choice.tsx'
import { ShareSettings } from './share-settings.tsx'
import { ThoroughnessChoice } from './thoroughness-choice.tsx'
import './settings.css'

const PRESET_WORDS: Record<PresetName, string> = {
  compact: 'compact: for everyday use',
  tiny: 'tiny: fastest, finds fewer',
  paper: 'paper: full-size networks',
}
const BACKEND_WORDS: Record<BackendChoice, string> = {
  auto: 'the fastest that passes its test',
  webgpu: 'WebGPU (graphics card)',
  wasm: 'WebAssembly (processor)',
  webgl: 'WebGL (older graphics)',
}

export function SettingsForm() {
  const { settings, change } = useSettings()
  return (
    <form className="settings" aria-label="Settings" onSubmit={(event) => event.preventDefault()}>
      <ThoroughnessChoice />
      <NumberInput
        label="Smallest face"
        description="Height in px of the picture. Smaller takes longer: the picture is enlarged for it."
        suffix=" px"
        min={SMALLEST_FACE.min}
        max={SMALLEST_FACE.max}
        clampBehavior="blur"
        allowDecimal={false}
        value={settings.smallestFace}
        onChange={(value) => {
          if (typeof value === 'number') change({ smallestFace: value })
        }}
      />
      <fieldset>
        <legend>Stages</legend>
        <SegmentedControl
          fullWidth
          aria-label="Stages"
          value={settings.stage}
          data={[
            { value: 'full', label: 'Find and verify' },
            { value: 'mbfcn', label: 'Find only' },
          ]}
          onChange={(stage) => change({ stage: stage as Settings['stage'] })}
        />
        <p className="soft">
          {settings.stage === 'full'
            ? 'Every candidate is super-resolved and judged again.'
            : 'MB-FCN alone: faster, more false alarms.'}
        </p>
      </fieldset>
      <NativeSelect
        label="Preset"
        value={settings.preset}
        data={PRESETS.map((value) => ({ value, label: PRESET_WORDS[value] }))}
        onChange={(event) => change({ preset: event.currentTarget.value as PresetName })}
      />
      <ModelChoice />
      <NativeSelect
        label="Runs on"
        value={settings.backend}
        data={BACKENDS.map((value) => ({ value, label: BACKEND_WORDS[value] }))}
        onChange={(event) => change({ backend: event.currentTarget.value as BackendChoice })}
      />
      <KeepChoice />
      <ShareSettings />
    </form>
  )
}
