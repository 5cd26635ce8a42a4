/** What needs a new run, in plain words; what is kept on the device; and the way to share or undo all of it. */
import { NativeSelect, NumberInput, SegmentedControl } from '@mantine/core'
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import type { BackendChoice, PresetName } from '../state/engine-types.ts'
import { BACKENDS, PRESETS, type Settings, SMALLEST_FACE } from '../state/settings.ts'
import { useSettings } from '../state/settings-store.ts'
import { KeepChoice } from './keep-choice.tsx'
import { ModelChoice } from './model-choice.tsx'
import { RestoreChoice } from './restore-choice.tsx'
import { ShareSettings } from './share-settings.tsx'
import { ThoroughnessChoice } from './thoroughness-choice.tsx'
import './settings.css'

const PRESET_WORDS: Record<PresetName, Text> = {
  compact: 'compact: for everyday use',
  tiny: 'tiny: fastest, finds fewer',
  paper: 'paper: full-size networks',
}
const BACKEND_WORDS: Record<BackendChoice, Text> = {
  auto: 'the fastest that passes its test',
  webgpu: 'WebGPU (graphics card)',
  wasm: 'WebAssembly (processor)',
  webgl: 'WebGL (older graphics)',
}

export function SettingsForm() {
  const { settings, change } = useSettings()
  return (
    <form className="settings" aria-label={t('Settings')} onSubmit={(event) => event.preventDefault()}>
      <ThoroughnessChoice />
      <NumberInput
        label={t('Smallest face')}
        description={t('Height in px of the picture. Smaller takes longer: the picture is enlarged for it.')}
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
        <legend>{t('Stages')}</legend>
        <SegmentedControl
          fullWidth
          aria-label={t('Stages')}
          value={settings.stage}
          data={[
            { value: 'full', label: t('Find and verify') },
            { value: 'mbfcn', label: t('Find only') },
          ]}
          onChange={(stage) => change({ stage: stage as Settings['stage'] })}
        />
        <p className="soft">
          {settings.stage === 'full'
            ? t('Every candidate is super-resolved and judged again.')
            : t('MB-FCN alone: faster, more false alarms.')}
        </p>
      </fieldset>
      <RestoreChoice />
      <NativeSelect
        label={t('Preset')}
        value={settings.preset}
        data={PRESETS.map((value) => ({ value, label: t(PRESET_WORDS[value]) }))}
        onChange={(event) => change({ preset: event.currentTarget.value as PresetName })}
      />
      <ModelChoice />
      <NativeSelect
        label={t('Runs on')}
        value={settings.backend}
        data={BACKENDS.map((value) => ({ value, label: t(BACKEND_WORDS[value]) }))}
        onChange={(event) => change({ backend: event.currentTarget.value as BackendChoice })}
      />
      <KeepChoice />
      <ShareSettings />
    </form>
  )
}
