/** What stands where there is no picture to label: how to begin, or that the labels are open elsewhere. */
import { useEffect } from 'react'
import { openLabels } from '../state/label-store.ts'
import { BEGIN_ID, rescueFocus } from './ui-store.ts'

export function NothingYet({
  onBrowse,
  onBrowseFolder,
}: {
  readonly onBrowse: () => void
  readonly onBrowseFolder: () => void
}) {
  useEffect(() => rescueFocus(BEGIN_ID), [])
  return (
    <section className="card label-start" aria-label="Begin to label">
      <h2>Label a few pictures</h2>
      <p>
        Add pictures, and label files if you have some: WIDER FACE, COCO, YOLO, Pascal VOC, CSV, JSON, or a project’s
        zip. Or drop all of them on this page at once.
      </p>
      <div className="card-actions">
        <button type="button" className="button primary" id={BEGIN_ID} data-testid="add-to-labels" onClick={onBrowse}>
          Add pictures or labels
        </button>
        <button type="button" className="button" onClick={onBrowseFolder}>
          Add a folder
        </button>
      </div>
      <p className="soft">What you do here is stored on this device as you do it, and nowhere else.</p>
    </section>
  )
}

export function Elsewhere() {
  return (
    <section className="card label-start" aria-label="Open elsewhere">
      <h2>Your labels are open in another tab</h2>
      <p>Only one tab at a time can change them. Go on there, or take them over here: nothing is lost.</p>
      <div className="card-actions">
        <button type="button" className="button primary" onClick={() => void openLabels(true)}>
          Label here
        </button>
      </div>
    </section>
  )
}
