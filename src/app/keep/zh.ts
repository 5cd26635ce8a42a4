/** The words of src/app/keep/ in Chinese, by their English. */
export const keepWords = {
  'Earlier visit': '以前的访问',
  'Open them': '打开',
  'Open it': '打开',
  Delete: '删除',
  '**One picture** of an earlier visit is still kept on this device ({size} MB). | **{n} pictures** of an earlier visit are still kept on this device ({size} MB).':
    '以前访问时的 **{n} 张图片**仍保存在此设备上（{size} MB）。',
  'The browser has no room left to keep new results over a reload.': '浏览器没有空间保存新的结果，重新加载会丢失它们。',
  'The browser refused to keep results over a reload.': '浏览器拒绝保存结果，重新加载会丢失它们。',
  '{name} could not be kept over a reload.': '无法保存 {name}，重新加载会丢失它。',
  '{what} will not survive a reload: {needed} MB are needed, the browser leaves {room} MB.':
    '重新加载后，{what}会丢失：需要 {needed} MB，浏览器只留出 {room} MB。',
  'Save them before you close this tab.': '请在关闭此标签页之前保存它们。',
  'Save its result before you close this tab.': '请在关闭此标签页之前保存它的结果。',
  'Save the results before you close this tab, or delete what is kept.':
    '请在关闭此标签页之前保存结果，或删除已保存的内容。',
  'Delete pictures of earlier visits': '删除以前访问时的图片',
  'This browser lets the page keep nothing: a reload loses pictures and results.':
    '此浏览器不允许本页保存任何内容：重新加载会丢失图片和结果。',
} as const
