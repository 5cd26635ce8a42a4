/** Where the networks run, and why not elsewhere. */
import type { EngineInfo } from '../../engine/protocol.ts'
import { usePictures } from '../state/picture-store.ts'
import { megabytes } from '../state/progress-words.ts'

const NAMES: Record<EngineInfo['backend'], string> = { webgpu: 'WebGPU', wasm: 'WebAssembly', webgl: 'WebGL' }

export function EngineLine() {
  const info = usePictures((state) => state.info)
  return (
    <footer className="engine" data-testid="engine-info" data-backend={info?.backend}>
      {info ? (
        <details>
          <summary>
            Runs on {NAMES[info.backend]}
            {info.threads > 1 && ` on ${info.threads} cores`}
            {info.adapter && ` (${info.adapter})`}
            {info.backend !== 'webgpu' &&
              info.rejected.some(({ backend }) => backend === 'webgpu') &&
              ', without WebGPU: works, but slower'}
          </summary>
          <ul>
            {info.rejected.map(({ backend, reason }) => (
              <li key={backend}>
                {NAMES[backend]} was passed over: {reason}
              </li>
            ))}
            <li>
              Preset {info.preset}, {megabytes(info.weightBytes)} MB of weights
            </li>
            <li>
              <a href="#bench">Measure this device</a>
            </li>
          </ul>
        </details>
      ) : (
        <p>Pictures stay in this tab; the networks run on your device.</p>
      )}
    </footer>
  )
}
