/** The words of src/app/offline/ in Chinese, by their English. */
export const offlineWords = {
  'A new version is ready.': '新版本已就绪。',
  'Pictures, results and labels are still there after a reload.': '重新加载后，图片、结果和标注都还在。',
  'A reload closes the open pictures, since they are not kept. Labels stay.':
    '重新加载会关闭打开的图片，因为它们没有被保存。标注会保留。',
  Reload: '重新加载',
  Later: '稍后',
} as const
