/** Over the labelling stage: the way back, what comes in and goes out, undo, the tool in hand, and whether all is stored. */
import { said, t } from '../i18n/t.ts'
import { IconButton } from '../shell/icon-button.tsx'
import { OpenIcon, SaveIcon } from '../shell/icons.tsx'
import { useLabels } from '../state/label-store.ts'
import { redoLast, undoLast } from './acts.ts'
import { leaveLabels } from './label-button.tsx'
import { BackIcon, DrawIcon, HandIcon, KeysIcon, RedoIcon, UndoIcon } from './label-icons.tsx'
import { Stored } from './stored.tsx'
import { TrainSlot } from './train-slot.tsx'
import { useLabelUi } from './ui-store.ts'

export function LabelBar({ onBrowse }: { readonly onBrowse: () => void }) {
  const { tool, setTool, open } = useLabelUi()
  const past = useLabels((state) => state.past.at(-1)?.words)
  const future = useLabels((state) => state.future.at(-1)?.words)
  const empty = useLabels((state) => state.pictures.length === 0)
  return (
    <div className="label-bar" role="toolbar" aria-label={t('Labelling')}>
      <button type="button" className="button quiet" data-testid="leave-labels" onClick={leaveLabels}>
        <BackIcon />
        <span className="wide">{t('Pictures')}</span>
      </button>
      <span className="label-gap" />
      <button type="button" className="button" aria-label={t('Add pictures or labels')} onClick={onBrowse}>
        <OpenIcon />
        <span className="wide">{t('Add')}</span>
      </button>
      <button
        type="button"
        className="button"
        aria-label={t('Export labels')}
        aria-haspopup="dialog"
        data-testid="export-labels"
        disabled={empty}
        onClick={() => open('export')}
      >
        <SaveIcon />
        <span className="wide">{t('Export')}</span>
      </button>
      <TrainSlot />
      <span className="label-gap" />
      {/* Never disabled: the focus would be lost with the last step. */}
      <IconButton
        label={past ? t('Undo: {what}', { what: said(past) }) : t('Nothing to undo')}
        off={!past}
        onClick={undoLast}
        testId="undo"
      >
        <UndoIcon />
      </IconButton>
      <IconButton
        label={future ? t('Redo: {what}', { what: said(future) }) : t('Nothing to redo')}
        off={!future}
        onClick={redoLast}
        testId="redo"
      >
        <RedoIcon />
      </IconButton>
      <fieldset className="label-tools" aria-label={t('The pointer')}>
        <IconButton label={t('Draws boxes (T)')} pressed={tool === 'draw'} onClick={() => setTool('draw')}>
          <DrawIcon />
        </IconButton>
        <IconButton
          label={t('Moves the view (T, or hold Space)')}
          pressed={tool === 'pan'}
          onClick={() => setTool('pan')}
        >
          <HandIcon />
        </IconButton>
      </fieldset>
      <IconButton label={t('Keys (?)')} onClick={() => open('shortcuts')} testId="shortcuts">
        <KeysIcon />
      </IconButton>
      <Stored />
    </div>
  )
}
