/** What each loss of the training is, for its curve and the advanced settings. */
import type { Text } from '../i18n/text.ts'

export interface LossWords {
  /** As the trainer names it. */
  readonly name: string
  readonly title: Text
  /** Equation number of the paper, or what it is instead. */
  readonly help: Text
}

/** In the order in which their curves stand. */
export const LOSSES: readonly LossWords[] = [
  {
    name: 'score',
    title: 'Detector: score',
    help: 'MB-FCN: quality-focal loss, is there a face? The paper leaves it open.',
  },
  { name: 'box', title: 'Detector: box', help: 'MB-FCN: 1 − distance-IoU, where is it? The paper leaves it open.' },
  {
    name: 'distillation',
    title: 'Detector: old skill',
    help: 'MB-FCN against its frozen former self; not the paper’s.',
  },
  { name: 'gPixel', title: 'Generator: pixels', help: 'Equation (4): both outputs against the true large face.' },
  {
    name: 'gAdversarial',
    title: 'Generator: adversarial',
    help: 'Equation (5): does the discriminator take it for real?',
  },
  {
    name: 'gClassification',
    title: 'Generator: class',
    help: 'Equation (6) on what was generated. With (4) and (5) it makes (8).',
  },
  { name: 'dDiscrimination', title: 'Discriminator: real or made', help: 'First part of equation (9).' },
  {
    name: 'dClassification',
    title: 'Discriminator: class',
    help: 'Equation (6) on all patches; second part of equation (9).',
  },
  { name: 'dBox', title: 'Discriminator: box', help: 'Smooth L1 of the box correction; not the paper’s.' },
]
