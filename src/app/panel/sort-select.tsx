/** The order of the list. */
import { NativeSelect } from '@mantine/core'
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'
import type { SortBy } from '../state/shown-faces.ts'

const ORDERS: readonly { readonly value: SortBy; readonly label: Text }[] = [
  { value: 'score', label: 'Surest first' },
  { value: 'score-up', label: 'Least sure first' },
  { value: 'height-up', label: 'Smallest first' },
  { value: 'height-down', label: 'Largest first' },
  { value: 'place', label: 'By place, from the top' },
]

interface SortSelectProps {
  readonly value: SortBy
  readonly onChange: (value: SortBy) => void
}

export function SortSelect({ value, onChange }: SortSelectProps) {
  return (
    <NativeSelect
      size="xs"
      className="sort"
      aria-label={t('Sort faces')}
      data={ORDERS.map(({ value, label }) => ({ value, label: t(label) }))}
      value={value}
      onChange={(event) => {
        const chosen = ORDERS.find((order) => order.value === event.currentTarget.value)
        if (chosen) onChange(chosen.value)
      }}
    />
  )
}
