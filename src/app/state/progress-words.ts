/** Progress in words and as a share. */
import type { Progress } from '../../engine/protocol.ts'
import { t } from '../i18n/t.ts'
import type { Text } from '../i18n/text.ts'

const STAGES: Record<Progress['stage'], Text> = {
  downloading: 'Downloading networks',
  compiling: 'Compiling',
  decoding: 'Reading the picture',
  restoring: 'Restoring',
  proposing: 'Proposing faces',
  superResolving: 'Super-resolving',
  scoring: 'Scoring',
}

export function stageName(progress: Progress | null): string {
  return t(progress ? STAGES[progress.stage] : 'Starting')
}

/** "1.2 of 2.4 MB", "3 of 8 tiles", "40 %"; empty where there is nothing to count. */
export function progressDetail(progress: Progress | null): string {
  if (!progress || progress.stage === 'decoding') return ''
  if (progress.stage === 'downloading') {
    const { loadedBytes, totalBytes } = progress
    return totalBytes > 0
      ? t('{done} of {total} MB', { done: megabytes(loadedBytes), total: megabytes(totalBytes) })
      : `${megabytes(loadedBytes)} MB`
  }
  if (progress.total <= 0) return ''
  const { done, total, stage } = progress
  if (stage === 'restoring') return `${Math.round((100 * done) / total)} %`
  if (stage === 'proposing') return t('{done} of {total} tiles', { done, total })
  if (stage === 'compiling') return t('{done} of {total} parts', { done, total })
  return t('{done} of {total} faces', { done, total })
}

/** 0 to 1 within the stage; null where it is not known. */
export function progressShare(progress: Progress | null): number | null {
  if (!progress || progress.stage === 'decoding') return null
  const [done, total] =
    progress.stage === 'downloading' ? [progress.loadedBytes, progress.totalBytes] : [progress.done, progress.total]
  return total > 0 ? Math.min(1, done / total) : null
}

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

/** "0.8 s", "12 s", "2 min 05 s". */
export function elapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 10) return t('{s} s', { s: seconds.toFixed(1) })
  if (seconds < 60) return t('{s} s', { s: Math.floor(seconds) })
  return t('{min} min {s} s', { min: Math.floor(seconds / 60), s: String(Math.floor(seconds % 60)).padStart(2, '0') })
}
