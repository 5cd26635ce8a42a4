/** The way into labelling, in Chinese, by its English; the mode itself is English so far. */
export const labelWords = {
  'Label these pictures': '标注这些图片',
  Label: '标注',
  'The part of the page that labels was not reached. Check the connection and try again.':
    '无法加载标注部分。请检查网络连接后重试。',
} as const
