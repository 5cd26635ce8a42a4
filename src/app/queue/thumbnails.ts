/** Small pictures of the pictures in sight, made one at a time and kept compressed: about 4 kB each. */

import { create } from 'zustand'
import { bitmapOf } from '../state/bitmap-of.ts'
import { usePictures } from '../state/picture-store.ts'

/** px; twice what the film shows in CSS px. */
export const THUMB = { width: 192, height: 120 } as const
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
  const full = await bitmapOf(blob)
  const { width, height } = THUMB
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  const scale = Math.max(width / full.width, height / full.height)
  const [w, h] = [full.width * scale, full.height * scale]
  if (context) {
    context.imageSmoothingQuality = 'high'
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.drawImage(full, (width - w) / 2, (height - h) / 2, w, h)
  }
  full.close()
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
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
