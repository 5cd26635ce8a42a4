/** Light, dark or as the system says; remembered, and written on <html> where style sheets read it. */
import { create } from 'zustand'

export type ColourScheme = 'system' | 'light' | 'dark'

const KEY = 'specklens-colour-scheme'
const systemDark = matchMedia('(prefers-color-scheme: dark)')

function saved(): ColourScheme {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

function resolve(choice: ColourScheme): 'light' | 'dark' {
  if (choice !== 'system') return choice
  return systemDark.matches ? 'dark' : 'light'
}

interface SchemeStore {
  readonly choice: ColourScheme
  readonly scheme: 'light' | 'dark'
  choose(choice: ColourScheme): void
}

export const useColourScheme = create<SchemeStore>((set) => {
  const first = saved()
  return {
    choice: first,
    scheme: resolve(first),
    choose(choice) {
      try {
        localStorage.setItem(KEY, choice)
      } catch {
        // A private window forgets it; the choice still holds until the page is closed.
      }
      set({ choice, scheme: resolve(choice) })
    },
  }
})

/** Keeps <html> in step with the choice and with the system. The attribute is the one that Mantine reads too. */
export function applyColourScheme() {
  const write = () => {
    const { scheme } = useColourScheme.getState()
    document.documentElement.dataset.mantineColorScheme = scheme
  }
  write()
  useColourScheme.subscribe(write)
  systemDark.addEventListener('change', () => useColourScheme.setState(({ choice }) => ({ scheme: resolve(choice) })))
}
