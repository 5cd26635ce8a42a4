/** Entry of the page: the light shell first; the workspace is loaded when there is something to look at. */
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguage } from './i18n/language.ts'
import { keepPage } from './offline/offline-store.ts'
import { App } from './shell/app.tsx'
import { applyColourScheme } from './shell/colour-scheme.ts'
import './shell/tokens.css'
import './shell/shell.css'

applyColourScheme()
// Development has no service worker: it would answer with yesterday's files.
if (import.meta.env.PROD) addEventListener('load', () => void keepPage())
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const app = createRoot(root)
// English needs no dictionary and is there at once.
void startLanguage().then(() =>
  // As a transition the first drawing is done in slices, so that a slow phone answers a finger in between.
  startTransition(() =>
    app.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  ),
)
