/** Takes the searched frame on show as a picture of its own, so that its faces are super-resolved and can be saved. */
import { useLive } from './live-store.ts'
import { useMode } from './mode-store.ts'
import { usePictures } from './picture-store.ts'

/** Opens the frame as a picture called `name`; leaves camera or video. Nothing where no frame is there yet. */
export async function keepFrame(name: string) {
  const { frame } = useLive.getState()
  if (!frame) return
  const { width, height, full } = frame.picture
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(full, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  useMode.getState().setMode('pictures')
  usePictures.getState().open([{ name, blob }])
}
