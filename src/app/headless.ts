/** Entry of headless.html: the page's own engine and nothing else, for the command line. */
import { createEngine } from '../engine/client.ts'
import type { MeasuringEngine } from '../engine/protocol.ts'

declare global {
  interface Window {
    specklensEngine?: MeasuringEngine
  }
}

window.specklensEngine = createEngine()
