/** On the first page: the pictures that an earlier visit left on this device, to go on with or to delete. */

import { useKeep } from './keep-store.ts'
import { deleteKept, openEarlier } from './start.ts'

export default function Earlier() {
  const earlier = useKeep((state) => state.earlier)
  const pictures = earlier.reduce((sum, visit) => sum + visit.pictures, 0)
  const bytes = earlier.reduce((sum, visit) => sum + visit.bytes, 0)
  if (pictures === 0) return null
  const many = pictures > 1
  return (
    <section className="earlier" aria-label="Earlier visit">
      <p>
        <strong>{many ? `${pictures} pictures` : 'One picture'}</strong> of an earlier visit {many ? 'are' : 'is'} still
        kept on this device ({Math.max(0.1, bytes / 1e6).toFixed(1)} MB).
      </p>
      <div>
        <button type="button" className="button" data-testid="open-earlier" onClick={() => void openEarlier()}>
          Open {many ? 'them' : 'it'}
        </button>
        <button type="button" className="button quiet" onClick={() => void deleteKept(false)}>
          Delete
        </button>
      </div>
    </section>
  )
}
