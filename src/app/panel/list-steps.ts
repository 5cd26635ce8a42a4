/** Where keys lead in a list of which one row is chosen. */

/**
 * The row that a key chooses, from 0; null where the key means nothing here, or the list is empty. `place` is the chosen row, -1 without
 * one; `page` how many rows Page Up and Page Down go, 0 where they mean something else.
 */
export function listStep(key: string, place: number, count: number, page = 0): number | null {
  if (count === 0) return null
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    Home: 0,
    End: count - 1,
    ...(page > 0 && { PageDown: Math.max(0, place) + page, PageUp: place - page }),
  }
  const step = steps[key]
  return step === undefined ? null : Math.min(count - 1, Math.max(0, step))
}
