/** Brings back what a reload interrupted, then keeps what follows. Loaded after the first paint. */
import { type KeptPicture, openKeptPictures, type PictureKeeper } from '../../storage/kept-pictures.ts'
import { useMode } from '../state/mode-store.ts'
import { type OpenedPicture, usePictures } from '../state/picture-store.ts'
import { useQueue } from '../state/queue-store.ts'
import { readSettings } from '../state/settings.ts'
import { type KeepReport, PictureKeeping } from './keep-pictures.ts'
import { useKeep } from './keep-store.ts'
import { holdVisit, liveVisits, noteOpen, thisVisit } from './visit.ts'

interface Keeping {
  readonly store: PictureKeeper
  readonly pictures: PictureKeeping
  readonly visit: string
}

let keeping: Keeping | null = null
let started = false

/** Once a page, further calls do nothing. Without a store the page works on, and says that it keeps nothing. Never rejects. */
export async function startKeeping() {
  if (started) return
  started = true
  const { visit, resumed } = thisVisit()
  try {
    const store = await openKeptPictures()
    keeping = { store, visit, pictures: new PictureKeeping(store, visit, hear) }
    holdVisit(visit)
    if (resumed) bringBack(await store.load(visit))
    await lookForEarlier()
  } catch {
    useKeep.setState({ trouble: 'This browser lets the page keep nothing: a reload loses pictures and results.' })
  }
  useKeep.setState({ resuming: false })
  usePictures.subscribe((state, before) => {
    if (state.pictures !== before.pictures) follow()
  })
  useKeep.subscribe((state, before) => {
    if (state.on === before.on) return
    if (state.on) keeping?.pictures.reconsider()
    else void keeping?.pictures.forget()
    follow()
  })
  follow()
}

function hear(report: KeepReport) {
  useKeep.setState(report)
  noteOpen(report.kept > 0)
}

function follow() {
  if (useKeep.getState().on) void keeping?.pictures.follow(usePictures.getState().pictures)
}

/** Opens the pictures of earlier visits; from now on they are this tab's. */
export async function openEarlier() {
  if (!keeping) return
  const { store, visit } = keeping
  for (const earlier of useKeep.getState().earlier) {
    const kept = await store.load(earlier.visit)
    for (const { picture } of kept) await store.change({ ...picture, visit })
    bringBack(kept)
  }
  await lookForEarlier()
}

/** Deletes everything that is kept for closed tabs, and with `mine` this tab's too. What is open stays open. */
export async function deleteKept(mine: boolean) {
  if (!keeping) return
  const { store, pictures } = keeping
  for (const { visit } of useKeep.getState().earlier)
    await store.remove((await store.load(visit)).map(({ picture }) => picture.id))
  if (mine) await pictures.forget()
  else pictures.reconsider()
  follow()
  await lookForEarlier()
}

function bringBack(kept: Awaited<ReturnType<PictureKeeper['load']>>) {
  if (kept.length === 0) return
  const pictures = kept.map(({ picture, file }) => opened(picture, file))
  keeping?.pictures.alreadyKept(pictures)
  // If a picture was too much for the tab, going on by itself would end it again.
  if (pictures.some(({ status }) => status === 'waiting')) useQueue.getState().setPaused(true)
  usePictures.getState().restore(pictures)
  useKeep.setState((state) => ({ kept: state.kept + pictures.length }))
  if (useMode.getState().mode !== 'label') useMode.getState().setMode('pictures')
}

async function lookForEarlier() {
  if (!keeping) return
  const live = await liveVisits()
  const visits = await keeping.store.visits()
  useKeep.setState({ earlier: visits.filter(({ visit }) => visit !== keeping?.visit && !live.has(visit)) })
}

function opened({ id, name, status, detection, ranWith, failure, note, took }: KeptPicture, blob: Blob): OpenedPicture {
  return { id, name, blob, status, detection, ranWith: ranWith ? readSettings(ranWith) : null, failure, note, took }
}
