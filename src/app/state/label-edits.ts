/** The labels as a value, and every change to them as a function that can be undone. Knows no store and no page. */
import type { LabelFace, LabelRecord } from '../../storage/label-project.ts'

export interface LabelPicture extends LabelRecord {
  readonly file: Blob
}

/** What a person changes about a picture. */
export interface Marks {
  readonly faces: readonly LabelFace[]
  readonly done: boolean
}

interface Change {
  readonly pictureId: number
  readonly before: Marks
  readonly after: Marks
}

/** One entry of the history. */
export interface Step {
  /** "Moved a box": what is undone. */
  readonly words: string
  readonly changes: readonly Change[]
  readonly merge: string | null
  /** ms */
  readonly at: number
}

export interface Project {
  readonly pictures: readonly LabelPicture[]
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

export interface Edit {
  readonly words: string
  /** New marks by the picture's id; what is left out stays. */
  readonly marks: ReadonlyMap<number, Partial<Marks>>
  /** Edits of the same name that follow each other closely are one step: ten presses of an arrow key. */
  readonly merge?: string
  /** ms of any clock that does not go back. */
  readonly at?: number
}

export const EMPTY_PROJECT: Project = { pictures: [], past: [], future: [] }

const MERGED_WITHIN = 1200
const MOST_STEPS = 500

/** The project after `edit`; the same object where it changes nothing. What was undone before can no longer be redone. */
export function applyEdit(project: Project, { words, marks, merge, at = 0 }: Edit): Project {
  const changes = project.pictures.flatMap((picture): Change[] => {
    const part = marks.get(picture.id)
    if (!part) return []
    const before = marksOf(picture)
    const after = { ...before, ...part }
    return after.faces === before.faces && after.done === before.done ? [] : [{ pictureId: picture.id, before, after }]
  })
  if (changes.length === 0) return project
  const step: Step = { words, changes, merge: merge ?? null, at }
  const pictures = withMarks(project.pictures, changes, 'after')
  return { pictures, past: pushed(project.past, step), future: [] }
}

export function undo(project: Project): Project {
  const step = project.past.at(-1)
  if (!step) return project
  const pictures = withMarks(project.pictures, step.changes, 'before')
  return { pictures, past: project.past.slice(0, -1), future: [...project.future, step] }
}

export function redo(project: Project): Project {
  const step = project.future.at(-1)
  if (!step) return project
  const pictures = withMarks(project.pictures, step.changes, 'after')
  return { pictures, past: [...project.past, step], future: project.future.slice(0, -1) }
}

/** Adds pictures at the end. Not a step: the history goes on. */
export function addPictures(project: Project, added: readonly LabelPicture[]): Project {
  return added.length > 0 ? { ...project, pictures: [...project.pictures, ...added] } : project
}

/** Takes pictures out, and what the history knows of them: this cannot be undone. */
export function removePictures(project: Project, ids: ReadonlySet<number>): Project {
  const forget = (steps: readonly Step[]) =>
    steps
      .map((step) => ({ ...step, changes: step.changes.filter(({ pictureId }) => !ids.has(pictureId)) }))
      .filter(({ changes }) => changes.length > 0)
  return {
    pictures: project.pictures.filter(({ id }) => !ids.has(id)),
    past: forget(project.past),
    future: forget(project.future),
  }
}

function marksOf({ faces, done }: LabelPicture): Marks {
  return { faces, done }
}

function withMarks(
  pictures: readonly LabelPicture[],
  changes: readonly Change[],
  which: 'before' | 'after',
): readonly LabelPicture[] {
  const marks = new Map(changes.map((change) => [change.pictureId, change[which]]))
  return pictures.map((picture) => {
    const own = marks.get(picture.id)
    return own ? { ...picture, ...own } : picture
  })
}

function pushed(past: readonly Step[], step: Step): readonly Step[] {
  const last = past.at(-1)
  const [first] = step.changes
  const [before] = last?.changes ?? []
  const merges =
    last && first && before && step.merge !== null && last.merge === step.merge && step.at - last.at < MERGED_WITHIN
  if (!merges || last.changes.length !== 1 || before.pictureId !== first.pictureId)
    return [...past, step].slice(-MOST_STEPS)
  return [...past.slice(0, -1), { ...step, changes: [{ ...first, before: before.before }] }]
}
