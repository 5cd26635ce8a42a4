/** Over the stage: why a reload would lose something, with the button that makes room where there is one. */
import { said, t } from '../i18n/t.ts'
import { useKeep } from './keep-store.ts'
import { deleteKept } from './start.ts'

export function KeepTrouble() {
  const { trouble, earlier, on } = useKeep()
  if (!trouble || !on) return null
  return (
    <div className="strip-note" role="status" data-testid="keep-trouble">
      <p>{said(trouble)}</p>
      {earlier.length > 0 && (
        <button type="button" className="button" onClick={() => void deleteKept(false)}>
          {t('Delete pictures of earlier visits')}
        </button>
      )}
    </div>
  )
}
