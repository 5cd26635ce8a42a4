/** A number that takes effect when it is whole: on Enter, on leaving the field, and with the arrows at once. */
import { useEffect, useState } from 'react'

interface NumberFieldProps {
  readonly label: string
  /** px */
  readonly value: number
  readonly most: number
  readonly onChange: (value: number) => void
}

const shown = (value: number) => String(Math.round(value * 100) / 100)

export function NumberField({ label, value, most, onChange }: NumberFieldProps) {
  const [text, setText] = useState(shown(value))
  useEffect(() => setText(shown(value)), [value])
  const give = (typed: string) => {
    const number = Number(typed)
    if (typed.trim() === '' || !Number.isFinite(number)) setText(shown(value))
    else if (shown(value) !== shown(number)) onChange(Math.min(most, Math.max(0, number)))
  }
  return (
    <label className="label-number">
      <span>{label}</span>
      <input
        type="number"
        inputMode="decimal"
        step={1}
        min={0}
        max={most}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          // The arrows of the field and of the keyboard: no text was typed.
          const { inputType } = event.nativeEvent as InputEvent
          if (inputType === undefined || inputType === '') give(event.currentTarget.value)
        }}
        onKeyDown={(event) => event.key === 'Enter' && give(text)}
        onBlur={() => give(text)}
      />
    </label>
  )
}
