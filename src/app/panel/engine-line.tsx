/** Where the networks run, and why not elsewhere. */
import type { EngineInfo } from '../../engine/protocol.ts'
import { said, t } from '../i18n/t.ts'
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
            {t('Runs on {name}', { name: NAMES[info.backend] })}
            {info.threads > 1 && t(' on {n} cores', { n: info.threads })}
            {info.adapter && ` (${info.adapter})`}
            {info.backend !== 'webgpu' &&
              info.rejected.some(({ backend }) => backend === 'webgpu') &&
              t(', without WebGPU: works, but slower')}
          </summary>
          <ul>
            {info.rejected.map(({ backend, reason }) => (
              <li key={backend}>
                {t('{name} was passed over: {reason}', { name: NAMES[backend], reason: said(reason) })}
              </li>
            ))}
            <li>
              {t('Preset {preset}, {size} MB of weights', { preset: info.preset, size: megabytes(info.weightBytes) })}
            </li>
            <li>
              <a href="#bench">{t('Measure this device')}</a>
            </li>
          </ul>
        </details>
      ) : (
        <p>{t('Pictures stay in this tab; the networks run on your device.')}</p>
      )}
    </footer>
  )
}
