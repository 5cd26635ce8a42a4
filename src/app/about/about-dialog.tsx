/** What this is, how it works, with the chosen face's own way through the networks, and what it cannot do. */
import { useEffect, useRef } from 'react'
import { CloseIcon } from '../shell/icons.tsx'
import { MethodFigure } from './method-figure.tsx'
import { YourFace } from './your-face.tsx'
import './about.css'

export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back.
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="about" aria-labelledby="about-title" data-testid="about-dialog" onClose={onClose}>
      <div className="about-head">
        <h2 id="about-title">How Specklens finds tiny faces</h2>
        <button type="button" className="button quiet" aria-label="Close" onClick={() => dialog.current?.close()}>
          <CloseIcon />
        </button>
      </div>
      <p>
        A face of ten pixels has too little in it to tell it from a leaf or a window. So a first network proposes
        places, generously. A second one enlarges each place four times and sharpens it. A third one looks at the
        sharpened face and decides.
      </p>
      <MethodFigure />
      <YourFace />
      <h3>The steps</h3>
      <ol>
        <li>
          <strong>MB-FCN</strong> looks at the whole picture, enlarged where very small faces are wanted, through
          several branches: each one is responsible for one range of face heights.
        </li>
        <li>
          <strong>The generator</strong> has two parts. G1 makes the small crop four times larger; G2 takes the blur out
          of what G1 made.
        </li>
        <li>
          <strong>The discriminator</strong> was trained against the generator: it learned to tell faces from other
          things, and real sharp pictures from generated ones, both at once.
        </li>
        <li>
          The scores of both are made into one <strong>probability</strong>, measured on pictures that no network was
          trained on. Large faces skip the generator: they are sharp already.
        </li>
      </ol>
      <p>
        The method is that of “Finding Tiny Faces in the Wild with Generative Adversarial Network” (Bai, Zhang, Ding,
        Ghanem; CVPR 2018), with a detector after Bai and Ghanem (2017).
      </p>
      <h3>What it cannot do</h3>
      <ul>
        <li>
          A sharpened face is a guess: a face that could have looked like these few pixels. It is no evidence of who
          someone is, and Specklens does not recognise anybody.
        </li>
        <li>Some faces are missed, and some things that are no faces are taken for one. Every score is an estimate.</li>
        <li>Faces that are covered, turned away or below about four pixels are often not found.</li>
        <li>On a device without WebGPU a large picture takes minutes.</li>
      </ul>
      <p>Everything runs in this tab. No picture, crop or result leaves your device.</p>
    </dialog>
  )
}
