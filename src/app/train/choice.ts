/** What a person chooses about a training, and the fields of the advanced settings as data. */
import {
  defaultSettings,
  type FinetuneSettings,
  type ProposalSettings,
  type SecondStageSettings,
  secondStageDefaults,
} from '../../training/settings.ts'
import type { Text } from '../i18n/text.ts'

export interface TrainChoice {
  readonly mbfcn: boolean
  readonly generator: boolean
  readonly discriminator: boolean
  readonly proposals: ProposalSettings
  readonly second: SecondStageSettings
  /** In which few pictures take turns at learning and choosing. */
  readonly rounds: number
  readonly seed: number
  /** Whether restoring the pictures first is tried. */
  readonly restore: boolean
}

export const DEFAULT_CHOICE: TrainChoice = {
  mbfcn: true,
  generator: false,
  discriminator: false,
  proposals: defaultSettings.mbfcn as ProposalSettings,
  second: secondStageDefaults,
  rounds: defaultSettings.rounds ?? 1,
  seed: defaultSettings.seed,
  restore: defaultSettings.restore ?? false,
}

export function settingsOf({
  mbfcn,
  generator,
  discriminator,
  proposals,
  second,
  rounds,
  seed,
  restore,
}: TrainChoice): FinetuneSettings {
  return {
    ...defaultSettings,
    rounds,
    seed,
    restore,
    mbfcn: mbfcn ? { ...proposals, microBatch: Math.min(proposals.microBatch, proposals.batch) } : null,
    second: generator || discriminator ? { ...second, learns: { generator, discriminator } } : null,
  }
}

export interface Field {
  readonly label: Text
  readonly help: Text
  readonly min: number
  readonly max: number
  /** Null: any number. */
  readonly step: number | null
  read(choice: TrainChoice): number
  write(choice: TrainChoice, value: number): TrainChoice
}

type Range = readonly [min: number, max: number, step: number | null]
type NumbersOf<T> = { [Key in keyof T]: T[Key] extends number ? Key : never }[keyof T]

/** Where a number lies in a choice. */
type Place =
  | readonly ['rounds' | 'seed']
  | readonly ['proposals', NumbersOf<ProposalSettings>]
  | readonly ['second', NumbersOf<SecondStageSettings>]
  | readonly ['second', 'weights', keyof SecondStageSettings['weights']]

function field(place: Place, label: Text, help: Text, [min, max, step]: Range): Field {
  return {
    label,
    help,
    min,
    max,
    step,
    read: (choice) => place.reduce<unknown>((at, key) => (at as Tree)[key], choice) as number,
    write: (choice, value) => put(choice, place, value) as TrainChoice,
  }
}

type Tree = Readonly<Record<string, unknown>>

/** A copy with another value at `place`; `Place` holds the types. */
function put(tree: unknown, [key, ...rest]: readonly string[], value: number): unknown {
  return key === undefined ? value : { ...(tree as Tree), [key]: put((tree as Tree)[key], rest, value) }
}

const WEIGHT: Range = [0, 100, null]

export const PROPOSAL_FIELDS: readonly Field[] = [
  field(['proposals', 'steps'], 'Steps', 'Each learns from one batch of crops.', [1, 5000, 1]),
  field(
    ['rounds'],
    'Rounds',
    'Few pictures take turns: each learns in all rounds but one, and chooses in that one. 1: a part only chooses.',
    [1, 5, 1],
  ),
  field(['proposals', 'batch'], 'Crops a step', 'More are steadier and slower.', [1, 64, 1]),
  field(['proposals', 'cropSize'], 'Side of a crop', 'px, a multiple of 96.', [96, 768, 96]),
  field(['proposals', 'rate'], 'Learning rate', 'Of Adam; warms up, then falls.', [1e-6, 0.1, null]),
  field(
    ['proposals', 'distillation'],
    'Distillation',
    'How much it must go on saying what it said before, on your pictures. 0: not at all.',
    [0, 10, null],
  ),
  field(['proposals', 'pull'], 'Pull to the old weights', 'Share of the way back that a step goes.', [0, 0.5, null]),
  field(
    ['proposals', 'evaluations'],
    'Looks while it learns',
    'How often the pictures that choose are measured.',
    [1, 50, 1],
  ),
]

export const SECOND_FIELDS: readonly Field[] = [
  field(['second', 'steps'], 'Steps', 'The discriminator learns first, then both in turn.', [1, 5000, 1]),
  field(['second', 'pairs'], 'Pairs a step', 'Large faces with a made tiny version.', [1, 32, 1]),
  field(['second', 'tiny'], 'Tiny candidates a step', 'Real tiny faces and false alarms.', [0, 32, 1]),
  field(['second', 'direct'], 'Large candidates a step', 'Those that the discriminator sees as they are.', [0, 32, 1]),
  field(
    ['second', 'weights', 'alpha'],
    'α: adversarial loss',
    'Its weight in equation (8); the paper has 0.001.',
    WEIGHT,
  ),
  field(
    ['second', 'weights', 'beta'],
    'β: classification loss',
    'Its weight in equation (8); the paper has 0.01.',
    WEIGHT,
  ),
  field(
    ['second', 'weights', 'box'],
    'Box loss',
    'Weight of the box correction beside equation (9); not the paper’s.',
    WEIGHT,
  ),
  field(['second', 'generatorRate'], 'Rate of the generator', 'Of Adam.', [1e-7, 0.1, null]),
  field(['second', 'discriminatorRate'], 'Rate of the discriminator', 'Of Adam.', [1e-7, 0.1, null]),
  field(['second', 'inputNoise'], 'Noise on the input', 'Standard deviation; the input spans −1 to 1.', [0, 1, null]),
  field(
    ['second', 'evaluations'],
    'Looks while it learns',
    'How often the pictures that choose are measured.',
    [1, 50, 1],
  ),
]

export const SEED_FIELD = field(
  ['seed'],
  'Seed',
  'The same seed deals out pictures and crops in the same way.',
  [0, 1e6, 1],
)
