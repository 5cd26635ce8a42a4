/** What the page of this measurement and its workers say to each other. */
import type { PresetName } from '../../../src/networks/preset.ts'

export interface Part {
  readonly preset: PresetName
  readonly threads: number
  /** Of two workers that share each batch: where the other one is, and whether this one only answers it. */
  readonly partner?: MessagePort
  readonly serves?: boolean
}

export type ToWorker = { readonly start: Part } | { readonly step: number }

export type FromWorker =
  | { readonly kind: 'ready'; readonly threads: number }
  | { readonly kind: 'stepped' }
  | { readonly kind: 'failed'; readonly reason: string }
