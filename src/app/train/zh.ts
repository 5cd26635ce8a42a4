/** The way into training, in Chinese, by its English; the dialog itself is English so far. */
export const trainWords = {
  'Improve on my pictures': '用我的图片改进',
  Show: '显示',
} as const
