/** Watches a GPU device: tfjs listens neither to its loss nor to errors that nobody catches, and would go on with garbage. */

/** What of a GPUDevice is listened to. */
export interface WatchedDevice {
  readonly lost: Promise<{ readonly message: string }>
  addEventListener(type: 'uncapturederror', listener: (event: GPUUncapturedErrorEvent) => void): void
  removeEventListener(type: 'uncapturederror', listener: (event: GPUUncapturedErrorEvent) => void): void
}

/**
 * `onLost` hears once, with a reason, when the device is lost (also when it was destroyed: by a driver's update, a developer's tools
 * or another part of the page) or when a shader or an allocation fails. Returns the way to end that before the device is let go on purpose.
 */
export function watchDevice(device: WatchedDevice, onLost: (reason: string) => void): () => void {
  let watching = true
  const tell = (reason: string) => {
    if (!watching) return
    end()
    onLost(reason)
  }
  const refused = ({ error }: GPUUncapturedErrorEvent) => tell(error.message || 'it refused to work')
  const end = () => {
    watching = false
    device.removeEventListener('uncapturederror', refused)
  }
  device.addEventListener('uncapturederror', refused)
  device.lost.then(({ message }) => tell(message || 'the device is lost'))
  return end
}
