/** Changes between English and Chinese; it says the other language in that language itself. */
import { useMode } from '../state/mode-store.ts'
import { chooseLanguage } from './language.ts'
import { useLanguage } from './t.ts'

export function LanguageButton() {
  const language = useLanguage((state) => state.language)
  const other = language === 'en' ? 'zh' : 'en'
  const change = () =>
    chooseLanguage(other).catch(() =>
      useMode.getState().say('The other language could not be loaded. Check the connection and try again.'),
    )
  return (
    <button
      type="button"
      className="button quiet"
      data-testid="language"
      aria-label={other === 'zh' ? '中文' : 'English'}
      lang={other === 'zh' ? 'zh-Hans' : 'en'}
      onClick={() => void change()}
    >
      {other === 'zh' ? '中文' : 'EN'}
    </button>
  )
}
