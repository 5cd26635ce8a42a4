/** Which pictures train, which measure: from anybody's folder, from the domain-study split, or made for the occasion. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWiderTruth, type WiderPicture } from '../../src/formats/wider.ts'
import { seededRandom } from '../../src/metrics/random.ts'
import { runPython } from '../run-python.mjs'
import { root } from '../step.mjs'

/** A picture that is not yet in memory. */
export interface Source {
  readonly file: string
  readonly faces: WiderPicture['faces']
}

export interface Sources {
  readonly train: readonly Source[]
  readonly domain: readonly Source[]
  readonly untouched: readonly Source[]
  dispose(): void
}

/** Of the study: pictures that train and choose, and the least number of faces in them. */
const STUDY_TRAIN = 12
const STUDY_FACES = 150

const counted = ({ faces }: Pick<Source, 'faces'>) =>
  faces.filter(({ box, ignored }) => !ignored && box.height >= 4).length

/** All pictures of a truth file that exist in the folder, in an order that the seed gives. */
function shuffled(images: string, truth: string, seed: number): (Source & { readonly name: string })[] {
  const random = seededRandom(seed)
  return readWiderTruth(readFileSync(truth, 'utf8'))
    .map(({ name, faces }) => ({ name, faces, file: join(images, name), key: random() }))
    .filter(({ file }) => existsSync(file))
    .sort((a, b) => a.key - b.key)
}

/** Anybody's labelled pictures: a third trains, the rest measures; the page's sample picture stands for what is not to be forgotten. */
export function ownPictures(images: string, truth: string, seed: number, most: number): Sources {
  const all = shuffled(images, truth, seed)
  const third = Math.round(all.length / 3)
  return {
    train: all.slice(0, third),
    domain: all.slice(third, third + most),
    untouched: [samplePicture()],
    dispose: () => {},
  }
}

/**
 * The study's: pictures of the split's domain part, which no network was trained on. 12 with 150 faces or more train; of the others
 * `measured` measure as pictures of the domain, and `untouched` as they are. @throws Error where there are too few
 */
export function studyPictures(
  images: string,
  truth: string,
  seed: number,
  { measured, untouched }: { readonly measured: number; readonly untouched: number },
): Sources {
  const split = JSON.parse(readFileSync(join(root, 'pretraining', 'split.json'), 'utf8')) as { domain: string[] }
  const names = new Set(split.domain)
  const all = shuffled(images, truth, seed).filter(({ name }) => names.has(name))
  // Half of all faces lie in few pictures: none of the 12 shall have more than a fifth of what is wanted, or fewer than 8.
  const fit = all.filter((source) => counted(source) >= 8 && counted(source) <= STUDY_FACES / 3)
  const train = fit.slice(0, STUDY_TRAIN)
  const faces = train.reduce((sum, source) => sum + counted(source), 0)
  if (faces < STUDY_FACES)
    throw new Error(`The 12 pictures have ${faces} faces, not ${STUDY_FACES}: choose another seed.`)
  const rest = all.filter((source) => !train.includes(source))
  if (rest.length < measured) throw new Error(`The split's domain part has ${rest.length} pictures left to measure on.`)
  // An untouched picture may be one that is also shown in the domain's way: it trains neither.
  return {
    train,
    domain: rest.slice(0, measured),
    untouched: [...rest].reverse().slice(0, untouched),
    dispose: () => {},
  }
}

/** Made crowds with faces of 6.5–94 px. @throws Error where Python or its packages are missing */
export async function madePictures(train: number, measured: number, seed: number): Promise<Sources> {
  const folder = mkdtempSync(join(tmpdir(), 'specklens-study-'))
  const size = ['--width', '512', '--height', '384', '--faces', '50']
  const wanted = ['--seed', String(1000 * seed), '--count', String(train + measured), '--out', folder]
  if ((await runPython(['-m', 'scripts.sample', ...wanted, ...size])) !== 0)
    throw new Error('The pictures could not be made.')
  const sources = Array.from({ length: train + measured }, (_, index): Source => {
    const truth = readWiderTruth(readFileSync(join(folder, `crowd-${index}_bbx_gt.txt`), 'utf8'))
    return { file: join(folder, `crowd-${index}.jpg`), faces: truth[0]?.faces ?? [] }
  })
  const rest = sources.slice(train)
  const dispose = () => rmSync(folder, { recursive: true, force: true })
  return { train: sources.slice(0, train), domain: rest, untouched: rest, dispose }
}

/** The page's own sample: what the shipped networks shall go on finding. */
export function samplePicture(): Source {
  const folder = join(root, 'public', 'sample')
  const truth = readWiderTruth(readFileSync(join(folder, 'crowd_bbx_gt.txt'), 'utf8'))
  return { file: join(folder, 'crowd.jpg'), faces: truth[0]?.faces ?? [] }
}
