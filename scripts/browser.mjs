/** Finds a Chromium for the stories and the command line, and installs one where there is none. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, StepFailed, toolPath } from './step.mjs'

/**
 * Path of a Chromium or Chrome that starts: $SPECKLENS_BROWSER, Playwright's own, one that is installed, else a fresh one through
 * Playwright, else through apt.
 * @returns {Promise<string>}
 * @throws {StepFailed} where none can be had; the message says what to install
 */
export async function findBrowser() {
  const chosen = process.env.SPECKLENS_BROWSER
  if (chosen) {
    if (starts(chosen)) return chosen
    throw new StepFailed(`SPECKLENS_BROWSER names ${chosen}, which does not start. Unset it or name another browser.`)
  }
  const found = [await playwrightsOwn(), ...installed()].find(starts)
  if (found) return found

  console.log('No Chromium was found. Installing one with Playwright.')
  await run(process.execPath, [toolPath('@playwright/test'), 'install', 'chromium', '--no-shell'])
  const own = await playwrightsOwn()
  if (starts(own)) return own

  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get').length > 0) {
    console.log('That one does not start here. Installing the distribution’s with apt-get.')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
    const apt = installed().find(starts)
    if (apt) return apt
  }
  throw new StepFailed(
    'No Chromium could be found or installed. Install Chrome or Chromium, or name one in SPECKLENS_BROWSER.',
  )
}

/** @returns {Promise<string>} where Playwright keeps its browser, whether or not it was downloaded */
async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

/** @returns {string[]} every Chrome and Chromium in the usual places of this system */
export function installed() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium']
      .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
      .filter((path) => existsSync(path))
  }
  if (process.platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map((name) => process.env[name])
    return folders
      .flatMap((folder) =>
        folder ? ['Google/Chrome', 'Chromium'].map((name) => `${folder}/${name}/Application/chrome.exe`) : [],
      )
      .filter((path) => existsSync(path))
  }
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'].flatMap(onPath)
}

/**
 * @param {string} name
 * @returns {string[]} the executables of this name on PATH
 */
export function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter(isExecutable)
}

/**
 * Whether the program is there and its libraries are too. Ubuntu's chromium-browser, for one, is a script that only advertises a
 * snap. On Windows `chrome --version` would open a window, so there being there is enough.
 * @param {string} path
 */
export function starts(path) {
  if (!isExecutable(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
