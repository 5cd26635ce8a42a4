/** What became of label files, in words. */
import { english } from '../i18n/t.ts'
import type { Matching } from './match-labels.ts'

/** The first few of a list of names, and how many more there are. */
export function someNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown}, … (+${names.length - 3})` : shown
}

export function aboutMatching(matching: Matching): string {
  const faces = matching.matched.reduce((sum, picture) => sum + picture.faces.length, 0)
  return [
    english('Labels of {n} picture: {faces}. | Labels of {n} pictures: {faces}.', {
      n: matching.matched.length,
      faces: english('{n} face | {n} faces', { n: faces }),
    }),
    ...aboutMisfits(matching),
  ].join(' ')
}

/** Sentences about what was not taken as it was; none where all fitted. */
export function aboutMisfits({ unmatched, ambiguous, misfits, rescaled, dropped }: Matching): string[] {
  const said: string[] = []
  if (unmatched.length > 0) said.push(english('No picture here is called {names}.', { names: someNames(unmatched) }))
  if (ambiguous.length > 0)
    said.push(english('Several pictures could be {names}: none was taken.', { names: someNames(ambiguous) }))
  if (misfits.length > 0)
    said.push(
      english('The labels of {names} were made for a picture of other proportions: not taken.', {
        names: someNames(misfits),
      }),
    )
  if (rescaled > 0)
    said.push(
      english(
        '{n} picture had another size when labelled: the boxes were scaled. | {n} pictures had another size when labelled: the boxes were scaled.',
        { n: rescaled },
      ),
    )
  if (dropped > 0)
    said.push(
      english(
        '{n} box without area or outside of the picture was left out. | {n} boxes without area or outside of the picture were left out.',
        { n: dropped },
      ),
    )
  return said
}
