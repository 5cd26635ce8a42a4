/** Brings truth and prediction files together: `a/b.jpg` in the truth ↔ `a/b.txt` in the folder of predictions. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FormatError } from '../../src/formats/labels.ts'
import { readWiderPredictions, readWiderTruth } from '../../src/formats/wider.ts'
import type { Picture, Prediction } from '../../src/metrics/matching.ts'

export interface NamedPicture extends Picture {
  readonly name: string
}

export interface ReadPictures {
  readonly pictures: readonly NamedPicture[]
  /** Pictures of the truth without a prediction file: they count as having no predictions. */
  readonly withoutPredictions: readonly string[]
  /** Pictures of the truth that are not in the folder of pictures. */
  readonly withoutImage: readonly string[]
}

/** Reads every picture of the truth file. Throws an Error that names the file where one cannot be understood. */
export function readPictures(truthFile: string, predictionsFolder: string, imagesFolder: string): ReadPictures {
  const withoutPredictions: string[] = []
  const withoutImage: string[] = []
  const pictures = readNamed(truthFile, readWiderTruth).map(({ name, faces }) => {
    if (!existsSync(join(imagesFolder, name))) withoutImage.push(name)
    const file = join(predictionsFolder, predictionPath(name))
    let predictions: readonly Prediction[] = []
    if (existsSync(file)) predictions = readNamed(file, readWiderPredictions).predictions
    else withoutPredictions.push(name)
    return { name, faces, predictions }
  })
  return { pictures, withoutPredictions, withoutImage }
}

/** `a/b.jpg` → `a/b.txt`; only the last extension goes. */
export function predictionPath(name: string): string {
  return `${withoutExtension(name)}.txt`
}

/** True where `wanted` is the picture's whole name, its file name, or either without its extension. */
export function isNamed(name: string, wanted: string): boolean {
  const file = name.slice(name.lastIndexOf('/') + 1)
  return [name, file].some((form) => form === wanted || withoutExtension(form) === wanted)
}

function withoutExtension(name: string): string {
  return name.replace(/\.[^./]+$/, '')
}

function readNamed<Content>(file: string, read: (text: string) => Content): Content {
  try {
    return read(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof FormatError) throw new Error(`${file}: ${error.message}`)
    throw error
  }
}
