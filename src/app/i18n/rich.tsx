/** A text in which `**…**` is strong, so that a sentence stays one text for its translator. */
import { t, type Values } from './t.ts'
import type { Text } from './text.ts'

export function Rich({ text, values = {} }: { readonly text: Text; readonly values?: Values }) {
  const parts = t(text, values).split('**')
  return parts.map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part's place is its name
      <strong key={at}>{part}</strong>
    ) : (
      part
    ),
  )
}
