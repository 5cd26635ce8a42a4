/** Opens an address in the person's own browser where there is a screen to show it on. */
import { spawn } from 'node:child_process'

/**
 * The command that opens an address, or null where there is no display.
 * @param {string} url
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} env
 * @returns {{ command: string, args: string[] } | null}
 */
export function openCommand(url, platform, env) {
  if (env.CI || env.SSH_CONNECTION) return null
  if (platform === 'darwin') return { command: 'open', args: [url] }
  // Not `cmd /c start`: it takes a quoted address for a window title.
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] }
  return env.DISPLAY || env.WAYLAND_DISPLAY ? { command: 'xdg-open', args: [url] } : null
}

/**
 * Opens the address; stays silent where it cannot, since the address was printed.
 * @param {string} url
 */
export function openInBrowser(url) {
  const opener = openCommand(url, process.platform, process.env)
  if (opener === null) return
  const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
