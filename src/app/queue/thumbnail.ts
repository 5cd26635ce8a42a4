/** A picture as a thumbnail: fills the frame, and what juts out is cut off. */

/** px; twice what the film shows in CSS px. */
export const THUMB = { width: 192, height: 120 } as const

/** Closes the bitmap. */
export async function thumbnailOf(full: ImageBitmap): Promise<Blob> {
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
