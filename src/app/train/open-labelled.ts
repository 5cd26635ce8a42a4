/** Opens labelled pictures in the training dialog, however they came. */
import { type Found, nothingFound } from '../intake/found.ts'
import { labelledOf } from './labelled-input.ts'
import { takePictures, useTraining } from './training.ts'

/** Resolves when the pictures are there or the notes say why not; one at a time, a second call meanwhile does nothing. */
export async function openLabelled(look: (found: Found) => Promise<Found>): Promise<void> {
  const { opening, phase } = useTraining.getState()
  if (opening || (phase !== 'start' && phase !== 'ready')) return
  useTraining.setState({ opening: true })
  try {
    const { pictures, notes } = await labelledOf(await look({ ...nothingFound(), labels: [] }))
    takePictures(pictures, notes)
  } finally {
    useTraining.setState({ opening: false })
  }
}
