/** The oldest Node that the tools run on. Plain old syntax only: this file must load on a Node that is too old. */

const oldest = { major: 20, minor: 19 }

/**
 * @param {string} version - as in process.versions.node
 * @returns {string | null} a sentence that says what to do, or null where the version will do
 */
export function nodeVersionProblem(version) {
  const parts = version.split('.').map(Number)
  const major = parts[0] || 0
  const minor = parts[1] || 0
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return null
  return `This is Node ${version}. Specklens needs Node ${oldest.major}.${oldest.minor} or newer: install it from https://nodejs.org and run the command again.`
}
