/** Progress in words and as a share. */
import type { Progress } from '../../engine/protocol.ts'

const STAGES: Record<Progress['stage'], string> = {
  downloading: 'Downloading networks',
  compiling: 'Compiling',
  decoding: 'Reading the picture',
  proposing: 'Proposing faces',
  superResolving: 'Super-resolving',
  scoring: 'Scoring',
}

export function stageName(progress: Progress | null): string {
  return progress ? STAGES[progress.stage] : 'Starting'
}

/** "1.2 of 2.4 MB", "tile 3 of 8"; empty where there is nothing to count. */
export function progressDetail(progress: Progress | null): string {
  if (!progress || progress.stage === 'decoding') return ''
  if (progress.stage === 'downloading') {
    const { loadedBytes, totalBytes } = progress
    return totalBytes > 0 ? `${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB` : `${megabytes(loadedBytes)} MB`
  }
  if (progress.total <= 0) return ''
  const unit = progress.stage === 'proposing' ? 'tiles' : progress.stage === 'compiling' ? 'parts' : 'faces'
  return `${progress.done} of ${progress.total} ${unit}`
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
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.floor(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`
}
