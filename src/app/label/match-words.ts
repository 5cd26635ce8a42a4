/** What became of label files, in words. */
import type { Matching } from './match-labels.ts'

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

/** The first few of a list of names, and how many more there are. */
export function someNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}

export function aboutMatching(matching: Matching): string {
  const { matched, unmatched, ambiguous, misfits, rescaled, dropped } = matching
  const faces = matched.reduce((sum, picture) => sum + picture.faces.length, 0)
  const said = [`Labels of ${count(matched.length, 'picture')}: ${count(faces, 'face')}.`]
  if (unmatched.length > 0) said.push(`No picture here is called ${someNames(unmatched)}.`)
  if (ambiguous.length > 0) said.push(`Several pictures could be ${someNames(ambiguous)}: none was taken.`)
  if (misfits.length > 0)
    said.push(`The labels of ${someNames(misfits)} were made for a picture of other proportions: not taken.`)
  if (rescaled > 0) said.push(`${count(rescaled, 'picture')} had another size when labelled: the boxes were scaled.`)
  if (dropped > 0) said.push(`${count(dropped, 'box', 'boxes')} without area or outside of the picture were left out.`)
  return said.join(' ')
}
