/** The queue in words: each picture's state, how far all of them are, and how long the rest will take. */
import { said, t } from '../i18n/t.ts'
import { failureTitle } from '../state/failure.ts'
import type { OpenedPicture } from '../state/picture-store.ts'
import { countShown } from '../state/shown-faces.ts'

/** So many of the last results tell how long the next ones take. */
const REMEMBERED = 9

export interface Tally {
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly stopped: number
  /** Waiting or being searched. */
  readonly left: number
}

/** "waiting", "searching", "failed", "stopped"; the number of faces that reach the threshold where the search has ended. */
export function stateWords({ status, detection }: OpenedPicture, threshold: number): string {
  if (status === 'waiting') return t('waiting')
  if (status === 'running') return t('searching')
  if (status === 'done') return String(countShown(detection?.faces ?? [], threshold))
  return t(status)
}

/** The state as a sentence's end, for a screen reader and the tooltip. */
export function spokenState(picture: OpenedPicture, threshold: number): string {
  const words = stateWords(picture, threshold)
  if (picture.status === 'done') return t('{n} face | {n} faces', { n: words })
  if (picture.status === 'failed' && picture.failure)
    return t('failed: {reason}', { reason: said(failureTitle(picture.failure.code)) })
  return words
}

export function tally(pictures: readonly OpenedPicture[]): Tally {
  const count = (...wanted: OpenedPicture['status'][]) =>
    pictures.filter(({ status }) => wanted.includes(status)).length
  return {
    total: pictures.length,
    done: count('done'),
    failed: count('failed'),
    stopped: count('stopped'),
    left: count('waiting', 'running'),
  }
}

/** "12 of 40 searched, 2 failed". */
export function tallyWords({ total, done, failed, stopped, left }: Tally): string {
  const parts = [
    left === 0 && done === total
      ? t('{n} pictures searched', { n: total })
      : t('{done} of {total} searched', { done, total }),
  ]
  if (failed > 0) parts.push(t('{n} failed', { n: failed }))
  if (stopped > 0) parts.push(t('{n} stopped', { n: stopped }))
  return parts.join(t(', '))
}

/** ms until the queue is empty, by the median of the last results; null before there is one, and when nothing is left. */
export function timeLeft(pictures: readonly OpenedPicture[]): number | null {
  const took = pictures.filter(({ status, took }) => status === 'done' && took > 0).map((picture) => picture.took)
  const last = took.slice(-REMEMBERED).sort((a, b) => a - b)
  const median = last[last.length >> 1]
  const { left } = tally(pictures)
  return median === undefined || left === 0 ? null : median * left
}

/** "about 40 s left", "about 3 min left", "about 2 h 10 min left": no finer than such a guess is worth. */
export function timeLeftWords(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 10) return t('a few seconds left')
  if (seconds < 55) return t('about {n} s left', { n: Math.ceil(seconds / 10) * 10 })
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 60) return t('about {n} min left', { n: minutes })
  const tens = Math.round((minutes % 60) / 10) * 10
  const hours = Math.floor(minutes / 60) + (tens === 60 ? 1 : 0)
  return tens % 60 > 0 ? t('about {h} h {min} min left', { h: hours, min: tens }) : t('about {h} h left', { h: hours })
}
