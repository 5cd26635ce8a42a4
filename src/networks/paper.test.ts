/** The preset `paper` against table 1 of the paper (CVPR 2018), layer by layer. presets.test.ts proves that models/ is what is built. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Layer {
  readonly name: string
  readonly class_name: string
  readonly config: {
    readonly filters?: number
    readonly units?: number
    readonly kernel_size?: readonly [number, number]
    readonly strides?: readonly [number, number]
    readonly use_bias?: boolean
    readonly activation?: string
    readonly batch_input_shape?: readonly (number | null)[]
  }
  readonly inbound_nodes: readonly (readonly (readonly [string, ...unknown[]])[])[]
}

function topology(network: string) {
  const file = join(import.meta.dirname, '..', '..', 'models', 'paper', network, 'model.json')
  const { modelTopology } = JSON.parse(readFileSync(file, 'utf8'))
  const { layers, output_layers } = modelTopology.config as {
    layers: Layer[]
    output_layers: [string, number, number][]
  }
  const inputs = (layer: Layer) => (layer.inbound_nodes[0] ?? []).map(([name]) => name)
  const users = (layer: Layer) => layers.filter((other) => inputs(other).includes(layer.name))
  return { layers, outputs: output_layers.map(([name]) => name), inputs, users }
}

const short: Readonly<Record<string, string>> = {
  Conv2D: 'conv',
  Conv2DTranspose: 'deconv',
  MaxPooling2D: 'pool',
  Dense: 'fc',
}

/** Rows as in the table, kernels/size/stride; layers without weights, pools aside, are left out. */
function rows(layers: readonly Layer[]): string[] {
  return layers
    .filter(({ class_name }) => class_name in short)
    .map(({ class_name, config }) => {
      const kind = short[class_name] as string
      if (kind === 'pool') return kind
      if (kind === 'fc') return `fc ${config.units}`
      return `${kind} ${config.filters}/${config.kernel_size?.[0]}/${config.strides?.[0]}`
    })
}

const times = (count: number, ...what: string[]) => Array.from({ length: count }, () => what).flat()

describe('the generator of the paper', () => {
  const { layers, outputs, inputs, users } = topology('generator')
  const isConv = ({ class_name }: Layer) => class_name.startsWith('Conv2D')

  test('has the layers of its table: up-sample sub-network, then refinement sub-network', () => {
    const upsample = [
      'conv 64/3/1',
      ...times(8, 'conv 64/3/1', 'conv 64/3/1'),
      'conv 64/3/1',
      ...times(2, 'deconv 256/3/2'),
      'conv 3/1/1',
    ]
    const refine = [
      'conv 64/3/1',
      ...times(8, 'conv 64/3/1', 'conv 64/3/1'),
      'conv 64/3/1',
      ...times(2, 'conv 256/3/1'),
      'conv 3/3/1',
    ]
    expect(rows(layers)).toEqual([...upsample, ...refine])
  })

  test('has 8 residual blocks in each: a sum of the block’s input and of its second convolution', () => {
    const sums = layers.filter(({ class_name }) => class_name === 'Add')
    expect(sums.length).toBe(16)
    for (const sum of sums) {
      const [skipped, deep] = inputs(sum) as [string, string]
      const block = sum.name.replace('_sum', '')
      expect(deep).toBe(`${block}_b_bn`)
      expect(inputs(layers.find(({ name }) => name === `${block}_a`) as Layer)).toEqual([skipped])
      expect(users(sum)[0]?.config.activation).toBe('relu')
    }
  })

  test('normalises every convolution but the last of each sub-network', () => {
    const plain = layers.filter(isConv).filter((layer) => users(layer)[0]?.class_name !== 'BatchNormalization')
    expect(plain.map(({ name }) => name)).toEqual(outputs)
    for (const norm of layers.filter(({ class_name }) => class_name === 'BatchNormalization')) {
      const next = users(norm)[0]
      expect(next?.class_name === 'Add' || next?.config.activation === 'relu').toBe(true)
    }
  })

  test('gives both sub-networks’ outputs, the second made from the first', () => {
    expect(outputs).toEqual(['up_rgb', 'refine_rgb'])
    expect(inputs(layers.find(({ name }) => name === 'refine_in') as Layer)).toEqual(['up_rgb'])
  })

  test('has 2.74 million parameters: kernels and biases, batch norm not counted', () => {
    // 64→64 convolutions: 17 in each sub-network (8 blocks of 2, and one after them); batch norm has each one's bias.
    const body = 17 * 9 * 64 * 64
    const upsample = 9 * 3 * 64 + body + 9 * 64 * 256 + 9 * 256 * 256 + (256 * 3 + 3)
    const refine = 9 * 3 * 64 + body + 9 * 64 * 256 + 9 * 256 * 256 + (9 * 256 * 3 + 3)
    expect(upsample + refine).toBe(2_739_078)
    const channels = new Map<string, number>()
    let parameters = 0
    for (const layer of layers) {
      const known = layer.config.batch_input_shape?.[3] ?? channels.get(inputs(layer)[0] as string) ?? 0
      channels.set(layer.name, layer.config.filters ?? known)
      if (!isConv(layer)) continue
      const { filters = 0, kernel_size = [0, 0], use_bias } = layer.config
      parameters += kernel_size[0] * kernel_size[1] * known * filters + (use_bias ? filters : 0)
    }
    expect(parameters).toBe(upsample + refine)
  })
})

describe('the discriminator of the paper', () => {
  const { layers, outputs, inputs } = topology('discriminator')

  test('has VGG19’s five stages, a pool after each but the last, and two layers side by side', () => {
    const stage = (count: number, channels: number) => times(count, `conv ${channels}/3/1`)
    expect(rows(layers)).toEqual([
      ...[...stage(2, 64), 'pool'],
      ...[...stage(2, 128), 'pool'],
      ...[...stage(4, 256), 'pool'],
      ...[...stage(4, 512), 'pool'],
      ...stage(4, 512),
      ...['fc 1', 'fc 1'],
    ])
  })

  test('answers with fc_GAN and fc_clc from the same features, and with nothing else', () => {
    expect(outputs).toEqual(['fc_gan', 'fc_clc'])
    for (const name of outputs)
      expect(inputs(layers.find((layer) => layer.name === name) as Layer)).toEqual(['flatten'])
  })
})
