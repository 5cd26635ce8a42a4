/** Small pictures of the pictures in sight, made one at a time and kept compressed: about 4 kB each. */

import { create } from 'zustand'
import { bitmapOf, statedSize } from '../state/bitmap-of.ts'
import { usePictures } from '../state/picture-store.ts'
import { thumbnailOf } from './thumbnail.ts'

/** From so many pixels on, shrinking would hold the page up. */
const LARGE = 1e6
/** The oldest go first, and are made again when they come back in sight. */
const KEPT = 400

interface ThumbnailStore {
  /** Address of a blob by the picture's id; null for a file that is no picture. */
  readonly urls: ReadonlyMap<number, string | null>
}

export const useThumbnails = create<ThumbnailStore>(() => ({ urls: new Map() }))

let wanted: readonly number[] = []
let busy = false

/** Names the pictures in sight; what was wanted before and has not been made is forgotten. */
export function wantThumbnails(ids: readonly number[]) {
  wanted = ids
  void fill()
}

async function fill() {
  if (busy) return
  busy = true
  for (let id = next(); id !== undefined; id = next()) {
    const blob = usePictures.getState().pictures.find((picture) => picture.id === id)?.blob
    const made = blob ? await thumbnail(blob).catch(() => null) : null
    const urls = new Map(useThumbnails.getState().urls).set(id, made && URL.createObjectURL(made))
    for (const old of [...urls.keys()].slice(0, Math.max(0, urls.size - KEPT))) forget(urls, old)
    useThumbnails.setState({ urls })
  }
  busy = false
}

function next(): number | undefined {
  const { urls } = useThumbnails.getState()
  return wanted.find((id) => !urls.has(id))
}

async function thumbnail(blob: Blob): Promise<Blob> {
  const stated = await statedSize(blob)
  const elsewhere = stated && stated.width * stated.height > LARGE ? await thumbnailElsewhere(blob) : null
  // No worker starts here, or it cannot read the picture: then the page's own thread tries.
  return elsewhere ?? thumbnailOf(await bitmapOf(blob))
}

function thumbnailElsewhere(blob: Blob): Promise<Blob | null> {
  const worker = new Worker(new URL('./thumbnail-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Blob | null>((done) => {
    worker.onmessage = ({ data }: MessageEvent<Blob | null>) => done(data)
    worker.onerror = (event) => {
      event.preventDefault()
      done(null)
    }
    worker.postMessage(blob)
  }).finally(() => worker.terminate())
}

function forget(urls: Map<number, string | null>, id: number) {
  const url = urls.get(id)
  if (url) URL.revokeObjectURL(url)
  urls.delete(id)
}

// A picture that is closed takes its thumbnail with it.
usePictures.subscribe((state, before) => {
  if (state.pictures.length >= before.pictures.length) return
  const open = new Set(state.pictures.map(({ id }) => id))
  const urls = new Map(useThumbnails.getState().urls)
  for (const id of [...urls.keys()]) if (!open.has(id)) forget(urls, id)
  useThumbnails.setState({ urls })
})
