/** Buttons for what wheel and keys do. */
import { useSyncExternalStore } from 'react'
import { t } from '../i18n/t.ts'
import { FitIcon, MinusIcon, PlusIcon } from '../shell/icons.tsx'
import type { ViewController } from './controller.ts'

export function ZoomButtons({ view }: { readonly view: ViewController }) {
  const scale = useSyncExternalStore(view.subscribe, view.getScale)
  return (
    <fieldset className="zoom" aria-label={t('Zoom')}>
      <button type="button" aria-label={t('Zoom out (-)')} onClick={() => view.zoom(1 / 1.5)}>
        <MinusIcon />
      </button>
      <output aria-label={t('Magnification')}>
        {scale < 9.95 ? `${Math.round(scale * 100)} %` : `${scale.toFixed(0)}×`}
      </output>
      <button type="button" aria-label={t('Zoom in (+)')} onClick={() => view.zoom(1.5)}>
        <PlusIcon />
      </button>
      <button type="button" aria-label={t('Show the whole picture (0)')} onClick={() => view.showWhole()}>
        <FitIcon />
      </button>
    </fieldset>
  )
}
