/** Saves the faces on show as JSON, CSV or WIDER's prediction text. */
import { Menu } from '@mantine/core'
import { writeDetectionsCsv, writeDetectionsJson } from '../../formats/detections.ts'
import { writeWiderPredictions } from '../../formats/wider.ts'
import { SaveIcon } from '../shell/icons.tsx'
import type { OpenedPicture } from '../state/picture-store.ts'
import { saveText } from './save-text.ts'

interface ExportMenuProps {
  readonly opened: OpenedPicture
  /** The first so many faces are saved: those that reach the threshold. */
  readonly count: number
}

export function ExportMenu({ opened, count }: ExportMenuProps) {
  const { detection, name } = opened
  if (!detection) return null
  const { width, height } = detection
  const faces = detection.faces.slice(0, count)
  const stem = name.replace(/\.[a-z0-9]+$/i, '').replace(/[\\/:*?"<>|]/g, '-') || 'faces'
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <button type="button" className="button quiet" aria-label="Save the faces" data-testid="export">
          <SaveIcon />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Save {count === 1 ? 'one face' : `${count} faces`} as</Menu.Label>
        <Menu.Item
          onClick={() =>
            saveText(`${stem}.json`, 'application/json', writeDetectionsJson([{ name, width, height, faces }]))
          }
        >
          JSON
        </Menu.Item>
        <Menu.Item
          onClick={() => saveText(`${stem}.csv`, 'text/csv', writeDetectionsCsv([{ name, width, height, faces }]))}
        >
          CSV (spreadsheet)
        </Menu.Item>
        <Menu.Item onClick={() => saveText(`${stem}.txt`, 'text/plain', writeWiderPredictions(name, faces))}>
          WIDER FACE predictions
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
