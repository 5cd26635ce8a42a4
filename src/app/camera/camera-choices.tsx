/** Which camera, in which direction, how large. What the camera does not offer is not shown. */
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { t } from '../i18n/t.ts'
import {
  chooseCamera,
  type Facing,
  RESOLUTIONS,
  type Resolution,
  useCamera,
  useCameraChoice,
} from '../state/camera-store.ts'

export function CameraChoices() {
  const { devices, deviceId, facing, size } = useCamera()
  const choice = useCameraChoice()
  const label = (height: Resolution) => {
    const given = height === choice.resolution && size ? ` (${size.width} × ${size.height})` : ''
    return `${height === 2160 ? '4K' : `${height}p`}${given}`
  }
  return (
    <div className="camera-choices">
      {devices.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={t('Camera')}
          data-testid="camera-device"
          value={deviceId ?? choice.deviceId ?? ''}
          data={devices.map((device, at) => ({
            value: device.deviceId,
            label: device.label || t('Camera {n}', { n: at + 1 }),
          }))}
          onChange={(event) => chooseCamera({ deviceId: event.currentTarget.value })}
        />
      )}
      {facing && devices.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('Direction')}
          value={facing}
          data={[
            { value: 'environment', label: t('Rear') },
            { value: 'user', label: t('Front') },
          ]}
          onChange={(value) => chooseCamera({ facing: value as Facing, deviceId: null })}
        />
      )}
      <NativeSelect
        size="xs"
        aria-label={t('Resolution')}
        data-testid="camera-resolution"
        value={choice.resolution}
        data={RESOLUTIONS.map((height) => ({ value: String(height), label: label(height) }))}
        onChange={(event) => chooseCamera({ resolution: Number(event.currentTarget.value) as Resolution })}
      />
    </div>
  )
}
