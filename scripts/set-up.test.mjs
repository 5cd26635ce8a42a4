/** The parts of set-up that decide something. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findBrowser } from './browser.mjs'
import { fingerprint } from './build.mjs'
import { nodeVersionProblem } from './node-version.mjs'
import { openCommand } from './open.mjs'
import { findPython } from './python.mjs'

describe('the version of Node', () => {
  it('will do from 20.19 on', () => {
    expect(['20.19.0', '20.20.2', '22.0.0', '100.1.2'].map(nodeVersionProblem)).toEqual([null, null, null, null])
  })

  it('is refused below that, with the way out', () => {
    for (const old of ['20.18.3', '18.20.0', '9.0.0'])
      expect(nodeVersionProblem(old)).toMatch(/needs Node 20\.19 or newer/)
  })
})

describe('opening the page', () => {
  const url = 'http://127.0.0.1:4173/'
  it('uses the system’s own opener where there is a display', () => {
    expect(openCommand(url, 'darwin', {})?.command).toBe('open')
    expect(openCommand(url, 'win32', {})?.args).toContain(url)
    expect(openCommand(url, 'linux', { WAYLAND_DISPLAY: 'wayland-0' })?.command).toBe('xdg-open')
  })

  it('opens nothing without a display, in CI, or from afar', () => {
    expect(openCommand(url, 'linux', {})).toBeNull()
    expect(openCommand(url, 'linux', { DISPLAY: ':0', CI: '1' })).toBeNull()
    expect(openCommand(url, 'darwin', { SSH_CONNECTION: '1 2 3 4' })).toBeNull()
  })
})

describe('whether the page must be built again', () => {
  /** @type {string} */
  let folder
  afterEach(() => rm(folder, { recursive: true }))

  it('depends on names and contents of what it is made of, tests aside', async () => {
    folder = await mkdtemp(join(tmpdir(), 'specklens-'))
    await mkdir(join(folder, 'src'))
    const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFile(join(folder, 'src', name), text)
    const now = () => fingerprint(folder, ['src', 'absent.html'])
    await write('a.ts', '1')
    const first = await now()
    await write('a.ts', '1')
    await write('a.test.ts', 'anything')
    expect(await now()).toBe(first)
    await write('a.ts', '2')
    const second = await now()
    expect(second).not.toBe(first)
    await write('b.ts', '2')
    await rm(join(folder, 'src', 'a.ts'))
    expect(await now()).not.toBe(second)
  })
})

describe('what is looked for on the machine', () => {
  it('names the browser that was asked for when that one does not start', async () => {
    const before = process.env.SPECKLENS_BROWSER
    process.env.SPECKLENS_BROWSER = '/nowhere/chrome'
    await expect(findBrowser()).rejects.toThrow('/nowhere/chrome')
    if (before === undefined) delete process.env.SPECKLENS_BROWSER
    else process.env.SPECKLENS_BROWSER = before
  })

  it('takes no Python that lacks a module', () => {
    expect(findPython(['a_module_that_nobody_has_written'])).toBeNull()
  })
})
