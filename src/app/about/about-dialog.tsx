/** What this is, how it works, with the chosen face's own way through the networks, and what it cannot do. */
import { useEffect, useRef } from 'react'
import { Rich } from '../i18n/rich.tsx'
import { t } from '../i18n/t.ts'
import { CloseIcon } from '../shell/icons.tsx'
import { MethodFigure } from './method-figure.tsx'
import { YourFace } from './your-face.tsx'
import './about.css'

export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back.
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="about" aria-labelledby="about-title" data-testid="about-dialog" onClose={onClose}>
      <div className="about-head">
        <h2 id="about-title">{t('How Specklens finds tiny faces')}</h2>
        <button type="button" className="button quiet" aria-label={t('Close')} onClick={() => dialog.current?.close()}>
          <CloseIcon />
        </button>
      </div>
      <p>
        {t(
          'A face of ten pixels has too little in it to tell it from a leaf or a window. So a first network proposes places, generously. A second one enlarges each place four times and sharpens it. A third one looks at the sharpened face and decides.',
        )}
      </p>
      <MethodFigure />
      <YourFace />
      <h3>{t('The steps')}</h3>
      <ol>
        <li>
          <Rich text="**MB-FCN** looks at the whole picture, enlarged where very small faces are wanted, through several branches: each one is responsible for one range of face heights." />
        </li>
        <li>
          <Rich text="**The generator** has two parts. G1 makes the small crop four times larger; G2 takes the blur out of what G1 made." />
        </li>
        <li>
          <Rich text="**The discriminator** was trained against the generator: it learned to tell faces from other things, and real sharp pictures from generated ones, both at once." />
        </li>
        <li>
          <Rich text="The scores of both are made into one **probability**, measured on pictures that no network was trained on. Large faces skip the generator: they are sharp already." />
        </li>
      </ol>
      <p>
        {t(
          'The method is that of “Finding Tiny Faces in the Wild with Generative Adversarial Network” (Bai, Zhang, Ding, Ghanem; CVPR 2018), with a detector after Bai and Ghanem (2017).',
        )}
      </p>
      <h3>{t('What it cannot do')}</h3>
      <ul>
        <li>
          {t(
            'A sharpened face is a guess: a face that could have looked like these few pixels. It is no evidence of who someone is, and Specklens does not recognise anybody.',
          )}
        </li>
        <li>
          {t('Some faces are missed, and some things that are no faces are taken for one. Every score is an estimate.')}
        </li>
        <li>{t('Faces that are covered, turned away or below about four pixels are often not found.')}</li>
        <li>{t('On a device without WebGPU a large picture takes minutes.')}</li>
      </ul>
      <p>{t('Everything runs in this tab. No picture, crop or result leaves your device.')}</p>
    </dialog>
  )
}
