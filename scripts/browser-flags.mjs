/** How Chromium is started by the stories and by the command line. */

/**
 * Chromium's sandbox does not start for root and in most CI containers. It stays on for everyone else: the command line decodes
 * pictures that come from anywhere.
 */
const sandbox = process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : []

/** No traffic of the browser's own, so that a test may count every request. */
const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** WebGPU by the software adapter SwiftShader. All three are needed: with fewer a WebGPU canvas loses its device. */
const swiftshader = ['--enable-features=Vulkan', '--use-vulkan=swiftshader', '--use-angle=swiftshader']

/** For tests on any machine: the same software adapter everywhere. */
export const softwareFlags = [...sandbox, '--enable-unsafe-webgpu', ...swiftshader, ...quiet]

/** For measuring: the machine's own GPU, where Chromium finds one; Linux needs Vulkan to be asked for. */
export const hardwareFlags = [
  ...sandbox,
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--ignore-gpu-blocklist',
  ...quiet,
]

/** A camera that shows a moving test picture, and consent without a question. */
export const fakeCameraFlags = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

/** For what needs no GPU at all: as a visitor's browser is started. */
export const plainFlags = [...sandbox, ...quiet]
