/** On the first page: the pictures that an earlier visit left on this device, to go on with or to delete. */
import { Rich } from '../i18n/rich.tsx'
import { t } from '../i18n/t.ts'
import { useKeep } from './keep-store.ts'
import { deleteKept, openEarlier } from './start.ts'

export default function Earlier() {
  const earlier = useKeep((state) => state.earlier)
  const pictures = earlier.reduce((sum, visit) => sum + visit.pictures, 0)
  const bytes = earlier.reduce((sum, visit) => sum + visit.bytes, 0)
  if (pictures === 0) return null
  const many = pictures > 1
  return (
    <section className="earlier" aria-label={t('Earlier visit')}>
      <p>
        <Rich
          text="**One picture** of an earlier visit is still kept on this device ({size} MB). | **{n} pictures** of an earlier visit are still kept on this device ({size} MB)."
          values={{ n: pictures, size: Math.max(0.1, bytes / 1e6).toFixed(1) }}
        />
      </p>
      <div>
        <button type="button" className="button" data-testid="open-earlier" onClick={() => void openEarlier()}>
          {many ? t('Open them') : t('Open it')}
        </button>
        <button type="button" className="button quiet" onClick={() => void deleteKept(false)}>
          {t('Delete')}
        </button>
      </div>
    </section>
  )
}
