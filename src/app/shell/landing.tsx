/** What a visitor sees first: what this is, four ways to begin, and what becomes of the picture. */
import { CameraIcon, LockIcon, OpenIcon, SampleIcon } from './icons.tsx'
import { Illustration } from './illustration.tsx'
import { openCamera, openSample } from './intake.ts'

export function Landing({ onBrowse }: { readonly onBrowse: () => void }) {
  return (
    <main className="landing">
      <div className="landing-card">
        <div className="landing-words">
          <h1>See the faces that are only specks</h1>
          <p className="lead">
            Drop a picture of a crowd. Specklens finds faces a few pixels tall, says how sure it is of each, and shows
            it enlarged and sharpened.
          </p>
          <div className="landing-actions">
            <button type="button" className="button primary" data-testid="open-files" onClick={onBrowse}>
              <OpenIcon />
              Open pictures
            </button>
            <button type="button" className="button" data-testid="open-sample" onClick={() => void openSample()}>
              <SampleIcon />
              Try the sample
            </button>
            <button type="button" className="button" data-testid="open-camera" onClick={openCamera}>
              <CameraIcon />
              Camera
            </button>
          </div>
          <p className="hint">Or drop files or a folder anywhere on this page, or paste a picture.</p>
        </div>
        <Illustration />
      </div>
      <p className="privacy">
        <LockIcon />
        <span>
          <strong>Pictures stay in this tab.</strong> The networks run on your own device; nothing is uploaded. An
          enlarged face is a guess at what the pixels could have been, not evidence of who someone is.
        </span>
      </p>
    </main>
  )
}
