/** The browser's own dialogs for files and for a folder, behind every button that opens them. */
import { type ComponentProps, useRef } from 'react'
import { openFiles, openFolder } from './intake.ts'

interface Inputs {
  readonly files: ComponentProps<'input'>
  readonly folder: ComponentProps<'input'>
  /** Before the inputs' test ids: labelling has inputs of its own. */
  readonly prefix: string
}

interface Pickers {
  readonly browseFiles: () => void
  readonly browseFolder: () => void
  readonly inputs: Inputs
}

/** Labels come in files of many kinds, so labelling shows them all. */
const ACCEPTED = 'image/*,.heic,.heif,.zip,application/zip,video/*'

/** An attribute that React's types do not know yet. */
const WHOLE_FOLDER = { webkitdirectory: '' }

export function usePickers(prefix = ''): Pickers {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const props = (take: (files: readonly File[]) => void): ComponentProps<'input'> => ({
    type: 'file',
    multiple: true,
    hidden: true,
    onChange: ({ currentTarget }) => {
      const chosen = [...(currentTarget.files ?? [])]
      // The same file can be chosen again.
      currentTarget.value = ''
      if (chosen.length > 0) take(chosen)
    },
  })
  return {
    browseFiles: () => files.current?.click(),
    browseFolder: () => folder.current?.click(),
    inputs: {
      prefix,
      files: { ...props(openFiles), ref: files, accept: prefix ? undefined : ACCEPTED },
      folder: { ...props(openFolder), ref: folder, ...WHOLE_FOLDER },
    },
  }
}

export function PickerInputs({ inputs }: Pick<Pickers, 'inputs'>) {
  return (
    <>
      <input data-testid={`${inputs.prefix}file-input`} {...inputs.files} />
      <input data-testid={`${inputs.prefix}folder-input`} {...inputs.folder} />
    </>
  )
}
