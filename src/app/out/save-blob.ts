/** Hands bytes to the browser as a download. */

export function saveBlob(fileName: string, blob: Blob) {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // Some browsers read the blob only after the click has been handled; a large one takes them longer.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
