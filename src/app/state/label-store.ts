/** The labels that are worked on: one project a device, kept as it changes. Loaded with the labelling, not with the page. */
import { create } from 'zustand'
import { labelsOf } from '../../formats/known.ts'
import type { Box } from '../../geometry/box.ts'
import { type LabelKeeper, openLabelProject } from '../../storage/label-project.ts'
import {
  addPictures,
  applyEdit,
  type Edit,
  EMPTY_PROJECT,
  type LabelPicture,
  type Project,
  redo,
  removePictures,
  undo,
} from './label-edits.ts'
import { holdLabels } from './label-lock.ts'
import { LabelSaving, type SavingReport } from './label-saving.ts'

/** Where a face was chosen: the other side follows. */
export type LabelOrigin = 'stage' | 'list'

interface LabelStore extends Project {
  readonly status: 'closed' | 'opening' | 'open' | 'elsewhere'
  readonly currentId: number | null
  /** A face of the current picture, by its id. */
  readonly selected: { readonly id: number; readonly origin: LabelOrigin } | null
  readonly saving: SavingReport
  edit(edit: Edit): void
  undo(): void
  redo(): void
  add(pictures: readonly LabelPicture[]): void
  remove(ids: readonly number[]): void
  show(id: number | null): void
  select(id: number | null, origin: LabelOrigin): void
}

const SAVED: SavingReport = { unsaved: 0, trouble: null }

export const useLabels = create<LabelStore>((set) => ({
  ...EMPTY_PROJECT,
  status: 'closed',
  currentId: null,
  selected: null,
  saving: SAVED,
  edit: (edit) => set((state) => applyEdit(state, { at: performance.now(), ...edit })),
  undo: () => set((state) => jump(state, undo(state), state.past.at(-1))),
  redo: () => set((state) => jump(state, redo(state), state.future.at(-1))),
  add: (pictures) =>
    set((state) => ({ ...addPictures(state, pictures), currentId: state.currentId ?? pictures[0]?.id ?? null })),
  remove: (ids) =>
    set((state) => {
      const at = state.pictures.findIndex(({ id }) => id === state.currentId)
      const project = removePictures(state, new Set(ids))
      if (project.pictures.some(({ id }) => id === state.currentId)) return project
      const next = project.pictures[Math.min(at, project.pictures.length - 1)]
      return { ...project, currentId: next?.id ?? null, selected: null }
    }),
  show: (id) => set((state) => (state.currentId === id ? {} : { currentId: id, selected: null })),
  select: (id, origin) => set({ selected: id === null ? null : { id, origin } }),
}))

/** What is undone or done again comes in sight. */
function jump(before: LabelStore, after: Project, step: Project['past'][number] | undefined): Partial<LabelStore> {
  const touched = step?.changes.map(({ pictureId }) => pictureId) ?? []
  const [first] = touched
  if (first === undefined || touched.includes(before.currentId ?? -1)) return after
  return { ...after, currentId: first, selected: null }
}

let saving: LabelSaving | null = null

/** Brings the kept project and keeps what follows. Any number of calls; `steal` takes it from another tab. Never rejects. */
export async function openLabels(steal = false): Promise<void> {
  const { status } = useLabels.getState()
  if (status === 'open' || status === 'opening') return
  useLabels.setState({ status: 'opening' })
  if (!(await holdLabels(steal, loseLabels))) return useLabels.setState({ status: 'elsewhere' })
  try {
    const store = await openLabelProject()
    const pictures = (await store.load()).map(({ picture, file }) => ({ ...picture, file }))
    begin(store, pictures)
  } catch {
    const trouble =
      'This browser lets the page store nothing: a reload loses your labels. Save the project as a zip before you close this tab.'
    useLabels.setState({ status: 'open', saving: { unsaved: 0, trouble } })
  }
}

function begin(store: LabelKeeper, pictures: readonly LabelPicture[]) {
  saving = new LabelSaving(store, pictures, (report) => useLabels.setState({ saving: report }))
  if (pictures.length > 0) askToKeep()
  const currentId = pictures.find(({ done }) => !done)?.id ?? pictures[0]?.id ?? null
  useLabels.setState({ ...EMPTY_PROJECT, pictures, currentId, selected: null, status: 'open', saving: SAVED })
}

/** A full disk is no reason for the browser to throw labels away, where it can be asked not to. */
function askToKeep() {
  void navigator.storage?.persist?.()
}

/** Another tab has taken the project over; it has everything that was written. */
function loseLabels() {
  saving = null
  useLabels.setState({ ...EMPTY_PROJECT, currentId: null, selected: null, status: 'elsewhere', saving: SAVED })
}

/** Tries to store again what found no room. */
export function retrySaving() {
  void saving?.retry()
}

useLabels.subscribe((state, before) => {
  if (state.pictures === before.pictures || state.status !== 'open' || before.status !== 'open') return
  if (before.pictures.length === 0) askToKeep()
  void saving?.follow(state.pictures)
})

export interface LabelledFile {
  readonly name: string
  readonly file: Blob
  /** px, EXIF orientation applied. */
  readonly width: number
  readonly height: number
  readonly faces: readonly { readonly box: Box; readonly ignored: boolean }[]
}

/** The pictures that a person marked as done, each with its labels: proposals that were not rejected are faces there. */
export function labelledPictures(): readonly LabelledFile[] {
  return useLabels
    .getState()
    .pictures.filter(({ done }) => done)
    .map(({ name, file, width, height, faces }) => ({
      name,
      file,
      width,
      height,
      faces: labelsOf(faces, true).map(({ box, ignored }) => ({ box, ignored })),
    }))
}

export interface LabelCounts {
  readonly pictures: number
  readonly done: number
  /** In pictures that are done, ignored ones left out. */
  readonly faces: number
  readonly ignored: number
}

export function countLabels(pictures: readonly LabelPicture[]): LabelCounts {
  const counts = { pictures: pictures.length, done: 0, faces: 0, ignored: 0 }
  for (const { done, faces } of pictures) {
    if (!done) continue
    counts.done += 1
    for (const { ignored } of labelsOf(faces, true)) counts[ignored ? 'ignored' : 'faces'] += 1
  }
  return counts
}

/** Counts that follow the labels. */
export function useLabelCounts(): LabelCounts {
  const pictures = useLabels((state) => state.pictures)
  return countLabels(pictures)
}

export function currentLabels(): LabelPicture | null {
  const { pictures, currentId } = useLabels.getState()
  return pictures.find(({ id }) => id === currentId) ?? null
}

export function useCurrentLabels(): LabelPicture | null {
  return useLabels((state) => state.pictures.find(({ id }) => id === state.currentId) ?? null)
}
