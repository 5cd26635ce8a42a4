/** The component library in the page's own colours. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

const glass: MantineColorsTuple = [
  '#e8f7f4',
  '#cfeee8',
  '#a4e2d6',
  '#7fdccb',
  '#62d8c4',
  '#38b3a0',
  '#1c8c7c',
  '#0b6b60',
  '#08554c',
  '#06413a',
]

const dark: MantineColorsTuple = [
  '#e7efec',
  '#c5d2cd',
  '#a3b4ae',
  '#6d807a',
  '#3a4844',
  '#2b3734',
  '#1d2725',
  '#141c1a',
  '#0d1312',
  '#080c0b',
]

/** Filled buttons carry the accent's own text colour: white on the dark scheme's light accent cannot be read. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input)
  if (input.variant !== 'filled') return colours
  return { ...colours, background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)' }
}

export const theme = createTheme({
  colors: { glass, dark },
  primaryColor: 'glass',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver,
  defaultRadius: 10,
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** The library's greys are the page's own, so that both schemes are decided in one sheet (tokens.css). */
const greys = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--raised)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
}

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: greys, dark: greys })
