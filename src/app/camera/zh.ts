/** The words of src/app/camera/ in Chinese, by their English. */
export const cameraWords = {
  Camera: '相机',
  'Live camera picture': '相机实时画面',
  'Waiting for permission to use the camera…': '正在等待相机使用权限…',
  'Paused while this tab is hidden.': '标签页隐藏时暂停。',
  'Camera {time}': '相机 {time}',
  'Keep this frame': '保留这一帧',
  'Stop camera': '停止相机',
  'There is no picture from the camera': '相机没有画面',
  'Start again': '重新开始',
  Back: '返回',
  'Camera {n}': '相机 {n}',
  Direction: '朝向',
  Front: '前置',
  Rear: '后置',
  Resolution: '分辨率',
  'The camera was unplugged, or the system took it away. Connect it again and start again.':
    '相机被拔出，或被系统收回。请重新连接后再开始。',
  'The browser has no permission to use the camera. Allow it in the site settings beside the address, then start again.':
    '浏览器没有使用相机的权限。请在地址栏旁的网站设置中允许，然后重新开始。',
  'No camera was found. Connect one, or open a picture instead.': '没有找到相机。请连接一台，或改为打开图片。',
  'The camera is in use by another program. Close that and start again.':
    '相机正被另一个程序使用。请关闭该程序后重新开始。',
  'This page may not use a camera here: that needs https or localhost.':
    '本页在此处无法使用相机：需要 https 或 localhost。',
  'The camera stopped: {reason}': '相机停止了：{reason}',
} as const
