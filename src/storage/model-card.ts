/** The card of an own model: what it is, what it was trained on, before and after. Markdown. */
import type { ModelFacts, ModelReport } from './models.ts'

const points = (share: number | null) => (share === null ? '–' : (100 * share).toFixed(1))

export function modelCard({ name, created, preset, base, report, restores }: Omit<ModelFacts, 'id' | 'bytes'>): string {
  const lines = [
    `# ${name.replace(/[\r\n]+/g, ' ')}`,
    '',
    `Networks of Specklens (preset ${preset}), fine-tuned in a browser tab on ${new Date(created).toISOString().slice(0, 10)}, starting from ${base}.`,
    '',
    '- `mbfcn/`, `generator/`, `discriminator/`: TensorFlow.js layers models, `tf.loadLayersModel(".../model.json")`; weights are float32.',
    '- `cascade.json`: which candidates reach the second stage, and how logits become a probability.',
    '- `specklens.json`: this card as data. Import the zip on the page under "Models".',
    '',
  ]
  if (report) lines.push(...gains(report))
  lines.push(
    '## Limits',
    '',
    'It was made for pictures like those that it learned from, and was not measured on others. It finds faces; it does not tell whose they are.',
    '',
  )
  if (restores)
    lines.push(
      '## Restoration',
      '',
      'This model restores pictures before it searches them: it was fitted to what noise, motion blur and darkness were taken out of.',
      '',
    )
  return lines.join('\n')
}

function gains({ pictures, faces, measuredOn, before, after, trained }: ModelReport): string[] {
  const where =
    measuredOn === 'report'
      ? 'pictures that neither trained nor chose'
      : 'the pictures that chose between checkpoints, since there were none to spare: expect less on new ones'
  const rows = [
    ['Average precision, all faces ≥ 4 px', before.ap, after.ap],
    ['Recall at one false positive a picture', before.recallAtOneFalsePositive, after.recallAtOneFalsePositive],
    ...before.bands.map((band, index) => [`AP, ${band.band} (${band.faces})`, band.ap, after.bands[index]?.ap ?? null]),
  ] as [string, number | null, number | null][]
  return [
    '## Training',
    '',
    `${pictures} labelled pictures with ${faces} faces; ${trained.length > 0 ? `${trained.join(', ')} learned` : 'no network learned'}. Measured at IoU 0.5 on ${where}.`,
    '',
    '| % | before | after |',
    '|---|---|---|',
    ...rows.map(([what, old, now]) => `| ${what} | ${points(old)} | ${points(now)} |`),
    '',
  ]
}
