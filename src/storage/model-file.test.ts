import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ModelFile, ModelFileError, presetOfFiles, readModelFiles, writeModelFiles } from './model-file.ts'
import { readTopology, sizeOf, type Topologies } from './model-topology.ts'
import { bytesOfModel, type KeptModel } from './models.ts'

const shipped = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../models/tiny/${path}`, import.meta.url), 'utf8'))

const topologies: Topologies = Object.fromEntries(
  (['mbfcn', 'generator', 'discriminator'] as const).map((name) => [name, readTopology(shipped(`${name}/model.json`))]),
) as Topologies

const precision = (ap: number) => ({ ap, recallAtOneFalsePositive: 0.5, bands: [{ band: '4–8 px', faces: 12, ap }] })

function kept(): KeptModel {
  const networks = Object.fromEntries(
    Object.entries(topologies).map(([name, topology]) => [
      name,
      Object.fromEntries(
        topology.weights.map((spec, at) => [
          spec.name,
          Float32Array.from({ length: sizeOf(spec) }, (_, index) => Math.abs(Math.sin(at + index))),
        ]),
      ),
    ]),
  )
  const model = { id: 'a', cascade: shipped('cascade.json'), networks }
  const report = {
    pictures: 9,
    faces: 80,
    measuredOn: 'report' as const,
    before: precision(0.4),
    after: precision(0.6),
    trained: ['mbfcn' as const],
  }
  const facts = {
    id: 'a',
    name: 'Night',
    created: 1e12,
    preset: 'tiny' as const,
    base: 'tiny',
    report,
    bytes: bytesOfModel(model),
  }
  return { facts, model }
}

function packed(files: readonly ModelFile[]): Map<string, Uint8Array<ArrayBuffer>> {
  return new Map(
    files.map(({ name, content }) => [
      name,
      typeof content === 'string'
        ? new Uint8Array(new TextEncoder().encode(content))
        : new Uint8Array(content.buffer.slice(0)),
    ]),
  )
}

const text = (value: unknown) => new Uint8Array(new TextEncoder().encode(JSON.stringify(value)))

/** Reads the written model after `change` has tampered with it. */
function reread(change: (files: Map<string, Uint8Array<ArrayBuffer>>) => void = () => {}) {
  const files = packed(writeModelFiles(kept(), topologies))
  change(files)
  return readModelFiles(files, topologies, 'b', 'tiny')
}

describe('a downloaded model', () => {
  test('comes back the same when it is imported', () => {
    const { facts, model } = reread()
    const before = kept()
    expect({ ...facts, id: 'a' }).toEqual(before.facts)
    expect({ ...model, id: 'a' }).toEqual(before.model)
  })

  test('says on its card what it was trained on and what that gained', () => {
    const card = writeModelFiles(kept(), topologies).find(({ name }) => name === 'README.md')?.content
    expect(card).toContain('# Night')
    expect(card).toContain('9 labelled pictures with 80 faces; mbfcn learned')
    expect(card).toContain('| Average precision, all faces ≥ 4 px | 40.0 | 60.0 |')
  })

  test('says which preset it is for, and one that the page has not is refused', () => {
    const files = packed(writeModelFiles(kept(), topologies))
    expect(presetOfFiles(files, ['compact', 'tiny'])).toBe('tiny')
    expect(() => presetOfFiles(files, ['compact'])).toThrow(/does not have \(tiny\)/)
  })
})

describe('an import is refused, with the reason,', () => {
  const weightsOf = (files: Map<string, Uint8Array<ArrayBuffer>>) =>
    files.get('mbfcn/weights.bin') as Uint8Array<ArrayBuffer>
  const cases: readonly [string, (files: Map<string, Uint8Array<ArrayBuffer>>) => void, RegExp][] = [
    ['where it is some other zip', (files) => files.clear(), /has no specklens\.json/],
    ['of another version', (files) => files.set('specklens.json', text({ version: 2 })), /another version/],
    ['without the detector', (files) => files.delete('mbfcn/model.json'), /has no mbfcn/],
    ['without its weights', (files) => files.delete('mbfcn/weights.bin'), /weights\.bin is missing/],
    [
      'with weights cut short',
      (files) => files.set('mbfcn/weights.bin', weightsOf(files).slice(0, -4)),
      /bytes instead of/,
    ],
    [
      'with a number that is none',
      (files) => new DataView(weightsOf(files).buffer).setFloat32(400, Number.NaN, true),
      /no trained network/,
    ],
    [
      'with an infinity',
      (files) => new DataView(weightsOf(files).buffer).setFloat32(0, Infinity, true),
      /no trained network/,
    ],
    [
      'with an absurd number',
      (files) => new DataView(weightsOf(files).buffer).setFloat32(0, 1e20, true),
      /no trained network/,
    ],
    [
      'with JSON that is none',
      (files) => files.set('cascade.json', new Uint8Array([123])),
      /cascade\.json is not readable/,
    ],
    [
      'with a cascade out of range',
      (files) => files.set('cascade.json', text({ ...shipped('cascade.json'), nms: { iou: 7, vote: null } })),
      /nms\.iou must be/,
    ],
    [
      'with another shape',
      (files) => {
        const json = JSON.parse(new TextDecoder().decode(files.get('mbfcn/model.json')))
        json.weightsManifest[0].weights[0].shape = [1, 1, 3, 144]
        files.set('mbfcn/model.json', text(json))
      },
      /of shape 1×1×3×144 where/,
    ],
    [
      'with another network',
      (files) => files.set('mbfcn/model.json', files.get('generator/model.json') as Uint8Array<ArrayBuffer>),
      /another network/,
    ],
    ['where it would fill the memory', (files) => files.set('more.bin', new Uint8Array(256e6)), /more than 256 MB/],
  ]
  for (const [name, change, reason] of cases)
    test(name, () => {
      expect(() => reread(change)).toThrow(ModelFileError)
      expect(() => reread(change)).toThrow(reason)
    })

  test('and a report that is not as it should be is left out', () => {
    const { facts } = reread((files) =>
      files.set(
        'specklens.json',
        text({ version: 1, name: '  ', preset: 'tiny', report: { pictures: 3, faces: 'many' } }),
      ),
    )
    expect(facts.report).toBeNull()
    expect(facts.name).toBe('Imported model')
  })
})
