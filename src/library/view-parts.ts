/** What <specklens-view> shows: the picture on a canvas, boxes as vectors over it, one line of words. */
import type { Face } from '../detection/face.ts'
import type { Progress } from '../engine/protocol.ts'

/** A canvas larger than this fails on some devices; the boxes keep the picture's own pixels. */
const LARGEST_CANVAS = 4096

const SVG = 'http://www.w3.org/2000/svg'

// A constructed sheet needs no exception in a page's security policy.
const sheet = new CSSStyleSheet()
sheet.replaceSync(`
  :host { display: block; position: relative; }
  :host([hidden]) { display: none; }
  canvas { display: block; width: 100%; }
  svg { position: absolute; inset: 0 0 auto 0; width: 100%; }
  rect { fill: none; stroke: var(--specklens-box, #7ff5e0); stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
  p { margin: 0.4em 0; font: inherit; }
`)

export class ViewParts {
  readonly #canvas = document.createElement('canvas')
  readonly #boxes = document.createElementNS(SVG, 'svg')
  readonly #words = document.createElement('p')

  constructor(root: ShadowRoot) {
    root.adoptedStyleSheets = [sheet]
    this.#canvas.setAttribute('part', 'picture')
    this.#boxes.setAttribute('part', 'boxes')
    this.#boxes.setAttribute('role', 'img')
    this.#words.setAttribute('part', 'status')
    this.#words.setAttribute('role', 'status')
    root.append(this.#canvas, this.#boxes, this.#words)
  }

  /** Shows a bitmap, which stays the caller's, without boxes. */
  showPicture(bitmap: ImageBitmap): void {
    const shrink = Math.min(1, LARGEST_CANVAS / Math.max(bitmap.width, bitmap.height))
    this.#canvas.width = Math.max(1, Math.round(bitmap.width * shrink))
    this.#canvas.height = Math.max(1, Math.round(bitmap.height * shrink))
    this.#canvas.getContext('2d')?.drawImage(bitmap, 0, 0, this.#canvas.width, this.#canvas.height)
    this.#boxes.setAttribute('viewBox', `0 0 ${bitmap.width} ${bitmap.height}`)
    this.#boxes.replaceChildren()
  }

  showFaces(faces: readonly Face[]): void {
    this.#boxes.replaceChildren(...faces.map(rectangle))
    const words = faces.length === 1 ? '1 face' : `${faces.length} faces`
    this.#boxes.setAttribute('aria-label', words)
    this.say(words)
  }

  clear(): void {
    this.#canvas.width = 0
    this.#canvas.height = 0
    this.#boxes.replaceChildren()
    this.#boxes.removeAttribute('aria-label')
    this.say('')
  }

  say(words: string): void {
    if (this.#words.textContent !== words) this.#words.textContent = words
  }
}

/** The stage in words. */
export function wordsFor(progress: Progress): string {
  switch (progress.stage) {
    case 'downloading':
      return 'Loading the networks…'
    case 'compiling':
      return 'Preparing the networks…'
    case 'decoding':
      return 'Reading the picture…'
    case 'restoring':
      return 'Restoring the picture…'
    case 'proposing':
      return 'Looking for faces…'
    case 'superResolving':
      return 'Sharpening what may be faces…'
    case 'scoring':
      return 'Scoring faces…'
  }
}

function rectangle({ box, score }: Face): SVGElement {
  const element = document.createElementNS(SVG, 'rect')
  for (const name of ['x', 'y', 'width', 'height'] as const) element.setAttribute(name, box[name].toFixed(2))
  const title = document.createElementNS(SVG, 'title')
  title.textContent = `${Math.round(score * 100)} %`
  element.append(title)
  return element
}
