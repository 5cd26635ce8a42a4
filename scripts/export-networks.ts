/** Writes every network's Keras topology from its one definition in src/networks: `npm run networks`. Weights are kept. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import '@tensorflow/tfjs-backend-cpu'
import { buildNetwork, networkNames } from '../src/networks/build.ts'
import { totalCost } from '../src/networks/cost.ts'
import { presets } from '../src/networks/presets.ts'

const root = join(import.meta.dirname, '..', 'models')

for (const preset of Object.values(presets)) {
  const folder = join(root, preset.name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'preset.json'), `${JSON.stringify(preset, null, 2)}\n`)
  for (const network of networkNames) {
    // `paper` borrows compact's MB-FCN: one file, one set of weights.
    if (preset.name === 'paper' && network === 'mbfcn') continue
    const model = buildNetwork(preset, network)
    const file = join(folder, network, 'model.json')
    mkdirSync(join(folder, network), { recursive: true })
    const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
    const artifact = {
      format: 'layers-model',
      generatedBy: 'specklens',
      convertedBy: null,
      modelTopology: model.toJSON(null, false),
      weightsManifest: before.weightsManifest ?? [],
    }
    writeFileSync(file, `${JSON.stringify(artifact)}\n`)
    const [height, width] =
      network === 'mbfcn'
        ? [768, 1024]
        : network === 'generator'
          ? [preset.patch.low, preset.patch.low]
          : [preset.patch.high, preset.patch.high]
    const millions = (model.countParams() / 1e6).toFixed(3)
    const cost = (totalCost(model, height, width) / 1e9).toFixed(3)
    console.log(`${preset.name}/${network}: ${millions} M parameters, ${cost} GMAC at ${width}×${height}`)
    model.dispose()
  }
}
