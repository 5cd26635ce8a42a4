/** Super-resolved faces of the rows in sight, asked for in small batches while the engine has nothing better to do. */
import { create } from 'zustand'
import type { FacePatches } from '../../engine/protocol.ts'
import type { Face } from './engine-types.ts'
import { failureOf } from './failure.ts'
import { type OpenedPicture, usePictures } from './picture-store.ts'
import { engineOptions, host } from './runner.ts'

const BATCH = 8
/** About 80 kB each: the oldest go first, and are made again when they come back in sight. */
const KEPT = 400

type Entry = FacePatches | 'failed'

interface PatchStore {
  readonly patches: ReadonlyMap<string, Entry>
}

export const usePatches = create<PatchStore>(() => ({ patches: new Map() }))

/** The same box made with another preset or model, or in the restored picture, is another patch. */
export function patchKey({ id, ranWith }: OpenedPicture, { box }: Face): string {
  return `${id}:${ranWith?.preset}:${ranWith?.model ?? ''}:${ranWith?.restore}:${box.x}:${box.y}:${box.width}:${box.height}`
}

let wanted: { readonly pictureId: number; readonly indexes: readonly number[] } | null = null
let busy = false

/** Names the faces in sight; faces asked for earlier and out of sight by now are dropped from the queue. */
export function wantPatches(pictureId: number, indexes: readonly number[]) {
  wanted = { pictureId, indexes }
  void fill()
}

function nextBatch() {
  const state = usePictures.getState()
  const picture = state.pictures.find(({ id }) => id === wanted?.pictureId)
  // A picture that still waits for its first result is more urgent than sharper crops.
  if (!wanted || state.job || picture?.status !== 'done' || !picture.detection || !picture.ranWith) return null
  const { patches } = usePatches.getState()
  const faces = wanted.indexes
    .flatMap((index) => picture.detection?.faces[index] ?? [])
    .filter((face) => !patches.has(patchKey(picture, face)))
    .slice(0, BATCH)
  return faces.length > 0 ? { picture, ranWith: picture.ranWith, faces } : null
}

async function fill() {
  if (busy) return
  busy = true
  try {
    for (let batch = nextBatch(); batch; batch = nextBatch()) {
      const { picture, faces, ranWith } = batch
      const made = await host
        .use(engineOptions(ranWith), {}, (engine) =>
          engine.superResolve(
            picture.blob,
            faces.map((face) => face.box),
            { restored: picture.detection?.restored === true },
          ),
        )
        .catch((reason: unknown) => {
          console.error('Super-resolving faces for the list failed:', failureOf(reason).message)
          return null
        })
      const patches = new Map(usePatches.getState().patches)
      faces.forEach((face, at) => {
        patches.set(patchKey(picture, face), made?.[at] ?? 'failed')
      })
      for (const key of [...patches.keys()].slice(0, Math.max(0, patches.size - KEPT))) patches.delete(key)
      usePatches.setState({ patches })
    }
  } finally {
    busy = false
  }
}

// What waited behind a run is made when the run has ended.
usePictures.subscribe((state, before) => {
  if (before.job && !state.job) void fill()
})

// A picture that is closed takes its patches with it.
usePictures.subscribe((state, before) => {
  if (state.pictures.length >= before.pictures.length) return
  const open = new Set(state.pictures.map(({ id }) => `${id}`))
  const { patches } = usePatches.getState()
  const kept = [...patches].filter(([key]) => open.has(key.slice(0, key.indexOf(':'))))
  if (kept.length < patches.size) usePatches.setState({ patches: new Map(kept) })
})
