/** Which language: the one chosen before, else the browser's; its dictionary is loaded before it is shown. */
import { browserStore } from '../state/browser-store.ts'
import { type Language, t, useLanguage } from './t.ts'

const KEY = 'specklens-language'

/** To be shown in; the page starts with it. Never rejects: without its dictionary the page stays English. */
export async function startLanguage() {
  await show(saved() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')).catch(() => {})
}

/** Changes and remembers. Rejects where the dictionary cannot be loaded; the language then stays. */
export async function chooseLanguage(language: Language) {
  await show(language)
  try {
    browserStore()?.setItem(KEY, language)
  } catch {
    // A private window forgets it; the choice still holds until the page is closed.
  }
}

async function show(language: Language) {
  const dictionary = language === 'zh' ? (await import('./zh.ts')).zh : {}
  useLanguage.setState({ language, dictionary })
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
  document.title = t('Specklens: the faces other tools miss')
}

function saved(): Language | null {
  try {
    const value = browserStore()?.getItem(KEY)
    return value === 'en' || value === 'zh' ? value : null
  } catch {
    return null
  }
}
