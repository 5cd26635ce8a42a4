/** The words of src/app/keep/ in Chinese, by their English. */
export const keepWords = {
  'Earlier visit': '上次访问',
  'Open them': '打开它们',
  'Open it': '打开它',
  Delete: '删除',
  '**One picture** of an earlier visit is still kept on this device ({size} MB). | **{n} pictures** of an earlier visit are still kept on this device ({size} MB).':
    '上次访问的 **{n} 张图片**仍保存在此设备上（{size} MB）。',
  'Delete pictures of earlier visits': '删除以前访问的图片',
  'This browser lets the page keep nothing: a reload loses pictures and results.':
    '此浏览器不允许本页保存任何内容：重新加载会丢失图片和结果。',
} as const
