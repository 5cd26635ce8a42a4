/** Every way a picture comes in ends here. */
import { useMode } from '../state/mode-store.ts'
import { usePictures } from '../state/picture-store.ts'
import { MOST_PICTURES } from './dropped-files.ts'

export function openFiles(files: readonly File[]) {
  const { setMode, say } = useMode.getState()
  if (files.length === 0) return say('There was no picture in what you dropped.')
  setMode('pictures')
  const taken = files.slice(0, MOST_PICTURES)
  if (files.length > taken.length)
    say(`Only the first ${MOST_PICTURES} pictures were opened. Open the rest afterwards.`)
  usePictures.getState().open(taken.map((file) => ({ name: file.name || 'Pasted picture', blob: file })))
}

/** The made-up crowd that comes with the page. */
export async function openSample() {
  const { setMode, say } = useMode.getState()
  try {
    const answer = await fetch(new URL('sample/crowd.jpg', document.baseURI))
    // A server that answers every address with the page itself would otherwise hand us HTML as a picture.
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith('image/')) throw new Error(answer.statusText)
    const blob = await answer.blob()
    setMode('pictures')
    usePictures.getState().open([{ name: 'Sample crowd', blob }])
  } catch {
    say('The sample picture could not be loaded. Check the connection and try again.')
  }
}

export function openCamera() {
  useMode.getState().setMode('camera')
}
