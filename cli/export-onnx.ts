/** `npm run export-onnx`: a preset's three networks as .onnx files, for any runtime that reads them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportPreset } from '../scripts/onnx/export.ts'
import { root } from '../scripts/step.mjs'
import { choiceOption, readOptions, runCommand, textOption } from './args.ts'

const USAGE = `npm run export-onnx

  --preset NAME  compact (default), tiny or paper
  --out DIR      where mbfcn.onnx, generator.onnx and discriminator.onnx go (default onnx/NAME)`

await runCommand(USAGE, async (argv) => {
  const values = readOptions(argv, { preset: { type: 'string' }, out: { type: 'string' } })
  const preset = choiceOption(values, 'preset', ['compact', 'tiny', 'paper'], 'compact')
  const folder = textOption(values, 'out') ?? join(root, 'onnx', preset)
  const networks = await exportPreset(join(root, 'models'), preset)
  mkdirSync(folder, { recursive: true })
  for (const { network, bytes } of networks) {
    writeFileSync(join(folder, `${network}.onnx`), bytes)
    console.log(`${join(folder, `${network}.onnx`)}: ${(bytes.length / 1e3).toFixed(0)} kB`)
  }
  return 0
})
