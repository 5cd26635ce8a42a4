/** Every way a picture comes in ends here. */
import { leaveInnerPage } from '../shell/use-hash.ts'
import { useMode } from '../state/mode-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { useVideo } from '../state/video-store.ts'
import { picturesOfDrop, picturesOfFiles, picturesOfFolder } from './dropped-files.ts'
import { aboutFound, type Found, type FoundPicture, nothingFound } from './found.ts'

/** A folder or a zip that takes longer than this (ms) to look through is said to be looked through. */
const PATIENCE = 400

/** Files chosen one by one: a wrong one gets its own sentence, zips are unpacked. */
export const openFiles = (files: readonly File[]) => openFound((found) => picturesOfFiles(files, found))

/** A folder from the picker. */
export const openFolder = (files: readonly File[]) => openFound((found) => picturesOfFolder(files, found))

/** What was dropped or pasted. */
export const openDrop = (data: DataTransfer) => openFound((found) => picturesOfDrop(data, found))

/** Opens pictures that are at hand. */
export function openPictures(pictures: readonly FoundPicture[]) {
  leaveInnerPage()
  useMode.getState().setMode('pictures')
  usePictures.getState().open(pictures)
}

async function openFound(look: (found: Found) => Promise<Found>) {
  const { say, mode } = useMode.getState()
  const labelling = mode === 'label'
  const timer = setTimeout(() => say('Looking through the files…'), PATIENCE)
  const found = await look(labelling ? { ...nothingFound(), labels: [] } : nothingFound())
  clearTimeout(timer)
  say(null)
  // While labelling, pictures and label files go to the labels.
  if (labelling) return (await import('../label/take-in.ts')).takeIn(found)
  if (found.pictures.length > 0) openPictures(found.pictures)
  const [video] = found.videos
  if (video) openVideo(video)
  say(aboutFound(found))
}

/** Opens a video, in place of one that may be open. */
function openVideo(file: FoundPicture) {
  useVideo.setState({ file })
  useMode.getState().setMode('video')
}

/** The made-up crowd that comes with the page. */
export async function openSample() {
  try {
    const answer = await fetch(new URL('sample/crowd.jpg', document.baseURI))
    // A server that answers every address with the page itself would otherwise hand us HTML as a picture.
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith('image/')) throw new Error(answer.statusText)
    openPictures([{ name: 'Sample crowd', blob: await answer.blob() }])
  } catch {
    useMode.getState().say('The sample picture could not be loaded. Check the connection and try again.')
  }
}

/** What lies in the clipboard; the browser may ask first. */
export async function pastePicture() {
  const { say } = useMode.getState()
  try {
    const pictures: FoundPicture[] = []
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((name) => name.startsWith('image/'))
      if (type) pictures.push({ name: 'Pasted picture', blob: await item.getType(type) })
    }
    if (pictures.length > 0) openPictures(pictures)
    else say('There is no picture in the clipboard. Copy one, then paste again.')
  } catch {
    // Refused, or a browser that reads the clipboard only on the key.
    say('The browser did not let the page read the clipboard. Press Ctrl+V (⌘V on a Mac) instead.')
  }
}

export function openCamera() {
  leaveInnerPage()
  useMode.getState().setMode('camera')
}
