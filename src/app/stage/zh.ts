/** The words of src/app/stage/ in Chinese, by their English. */
export const stageWords = {
  Stopped: '已停止',
  'Try again': '重试',
  'Use the compact preset': '使用 compact 预设',
  'Look for faces from {larger} px up': '寻找 {larger} 像素以上的人脸',
  'Close picture': '关闭图片',
  Progress: '进度',
  ', then {n} more': '，之后还有 {n} 张',
  Zoom: '缩放',
  'Zoom out (-)': '缩小 (-)',
  Magnification: '放大倍数',
  'Zoom in (+)': '放大 (+)',
  'Show the whole picture (0)': '显示整张图片 (0)',
} as const
