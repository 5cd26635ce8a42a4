/** What a file's name says of labels in it. Apart from the readers, which only labelling needs. */

export const ENDING = /\.(json|csv|xml|txt|names)$/i

/** By the name alone: may it hold labels? */
export function isLabelName(name: string): boolean {
  return ENDING.test(name)
}

/** The file that names YOLO's classes, by its name. */
export function isClassList(name: string): boolean {
  return /(^|\/)(classes\.txt|[^/]*\.names)$/i.test(name)
}
