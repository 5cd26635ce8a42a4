/** Decodes a large picture and makes its overview: resizing is the browser's own work, which would hold up whatever thread asks for it. */

export interface OverviewRequest {
  readonly blob: Blob
  /** Longest side of the overview, in px. */
  readonly side: number
}

export interface OverviewAnswer {
  readonly full: ImageBitmap
  readonly overview: ImageBitmap
}

addEventListener('message', ({ data }: MessageEvent<OverviewRequest>) => {
  // Null: the page says why, by trying itself.
  make(data).then(
    (answer) => postMessage(answer, { transfer: [answer.full, answer.overview] }),
    () => postMessage(null),
  )
})

async function make({ blob, side }: OverviewRequest): Promise<OverviewAnswer> {
  const full = await createImageBitmap(blob)
  const shrink = side / Math.max(full.width, full.height)
  const overview = await createImageBitmap(full, {
    resizeWidth: Math.max(1, Math.round(full.width * shrink)),
    resizeHeight: Math.max(1, Math.round(full.height * shrink)),
    resizeQuality: 'high',
  })
  return { full, overview }
}
