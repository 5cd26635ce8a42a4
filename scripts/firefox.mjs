/** Finds a Firefox for its story. None is installed here: the story is passed over where there is none. */
import { existsSync } from 'node:fs'
import { onPath, starts } from './browser.mjs'
import { StepFailed } from './step.mjs'

/**
 * Path of a Firefox that starts: $SPECKLENS_FIREFOX, else one that is installed; null where there is none.
 * @returns {string | null}
 * @throws {StepFailed} where the one that was asked for does not start
 */
export function findFirefox() {
  const chosen = process.env.SPECKLENS_FIREFOX
  if (!chosen) return installed().find(starts) ?? null
  if (starts(chosen)) return chosen
  throw new StepFailed(`SPECKLENS_FIREFOX names ${chosen}, which does not start. Unset it or name another Firefox.`)
}

/** @returns {string[]} */
function installed() {
  if (process.platform === 'darwin')
    return ['/Applications/Firefox.app/Contents/MacOS/firefox'].filter((path) => existsSync(path))
  if (process.platform === 'win32') {
    const folders = [process.env.ProgramFiles, process.env['ProgramFiles(x86)']]
    return folders
      .flatMap((folder) => (folder ? [`${folder}/Mozilla Firefox/firefox.exe`] : []))
      .filter((path) => existsSync(path))
  }
  return ['firefox-esr', 'firefox'].flatMap(onPath)
}
