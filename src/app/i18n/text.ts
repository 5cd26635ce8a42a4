/** The texts that can be translated: the English ones that the dictionary has. Types alone: the dictionary itself comes later. */
import type { zh } from './zh.ts'

export type Text = keyof typeof zh
