/** Turns a trained LayersModel into a short list of fused operations: batch norm folded into its convolution, ReLU with it. */
import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { runSteps } from './fold-run.ts'
import { convolutionStep, deconvolutionSteps, denseStep, disposeSteps, type Step, withSum } from './fold-steps.ts'
import { type GraphNode, graphOf } from './graph.ts'

/** A network ready to run on the backend that was current when it was folded. Owns its weights until `dispose`. */
export interface FoldedNetwork {
  /** One forward pass, `[B,H,W,3]` → one tensor an output, in the model's order. The caller disposes input and outputs. */
  run(input: tf.Tensor4D): tf.Tensor[]
  readonly outputNames: readonly string[]
  readonly steps: readonly Step[]
  dispose(): void
}

/**
 * Folds a model for inference; the model stays the caller's, who may dispose it afterwards. `outputs` names the layers that
 * are wanted (default all): what only others need is left out.
 * @throws Error on a layer that is none of src/networks/blocks.ts's.
 */
export function foldNetwork(model: LayersModel, outputs: readonly string[] = outputLayers(model)): FoldedNetwork {
  const graph = graphOf(model)
  const steps: Step[] = []
  /** Layer → the slot that holds its result: layers that were folded away share the slot of what swallowed them. */
  const slots = new Map<string, string>()
  const wanted = reachable(graph, outputs)
  const folded = new Set<string>()
  const slot = (name: string) => slots.get(name) ?? name

  for (const node of graph.values()) {
    if (!wanted.has(node.name) || folded.has(node.name)) continue
    const next = (from: GraphNode, className: string) => {
      const users = [...graph.values()].filter((other) => other.inputs.includes(from.name) && wanted.has(other.name))
      const [only] = users
      return users.length === 1 && only?.className === className && !outputs.includes(from.name) ? only : undefined
    }
    const swallow = (tail: GraphNode | undefined) => {
      if (!tail) return
      folded.add(tail.name)
      slots.set(tail.name, node.name)
    }
    const inputs = node.inputs.map(slot)
    switch (node.className) {
      case 'InputLayer':
        break
      case 'Conv2D':
      case 'Conv2DTranspose': {
        const norm = next(node, 'BatchNormalization')
        const relu = next(norm ?? node, 'Activation')
        const build = node.className === 'Conv2D' ? convolutionStep : deconvolutionSteps
        steps.push(build(node, norm, inputs[0] as string, relu !== undefined))
        swallow(norm)
        swallow(relu)
        break
      }
      case 'Add': {
        const relu = next(node, 'Activation')
        const last = steps.at(-1)
        const readers = [...graph.values()].filter(
          ({ name, inputs }) =>
            wanted.has(name) && !folded.has(name) && inputs.some((from) => slot(from) === last?.output),
        )
        const alone = readers.length === 1 && !outputs.some((name) => slot(name) === last?.output)
        const joined = withSum(last, inputs, node.name, relu !== undefined, alone)
        if (joined) steps[steps.length - 1] = joined
        else steps.push({ kind: 'add', inputs, output: node.name, relu: relu !== undefined })
        swallow(relu)
        break
      }
      case 'Activation':
        steps.push({ kind: 'relu', inputs, output: node.name })
        break
      case 'UpSampling2D':
        steps.push({ kind: 'enlarge', inputs, output: node.name, factor: (node.config.size as [number])[0] })
        break
      case 'MaxPooling2D':
        steps.push({ kind: 'pool', inputs, output: node.name })
        break
      case 'Flatten':
        steps.push({ kind: 'flatten', inputs, output: node.name })
        break
      case 'Dense':
        steps.push(denseStep(node, inputs[0] as string))
        break
      default:
        throw new Error(`Layer ${node.name} is a ${node.className}, which cannot be folded.`)
    }
  }
  const input = [...graph.values()].find((node) => node.className === 'InputLayer')
  if (!input) throw new Error('The network has no input.')
  return {
    outputNames: outputs,
    steps,
    run: (tensor) => runSteps(steps, input.name, tensor, outputs.map(slot)),
    dispose: () => disposeSteps(steps),
  }
}

function outputLayers(model: LayersModel): string[] {
  return model.outputLayers.map((layer) => layer.name)
}

function reachable(graph: ReadonlyMap<string, GraphNode>, outputs: readonly string[]): Set<string> {
  const found = new Set<string>()
  const visit = (name: string) => {
    const node = graph.get(name)
    if (!node) throw new Error(`The network has no layer ${name}.`)
    if (found.has(name)) return
    found.add(name)
    node.inputs.forEach(visit)
  }
  outputs.forEach(visit)
  return found
}
