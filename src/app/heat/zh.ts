/** The words of src/app/heat/ in Chinese, by their English. */
export const heatWords = {
  'Heat map': '热力图',
  'Where MB-FCN suspects faces': 'MB-FCN 认为可能有人脸的地方',
  Branch: '分支',
  All: '全部',
  unlikely: '不太可能',
  'surely a face': '肯定是人脸',
  'The branch with one cell every {stride} px looks for faces of {from} to {to} px, at every scale of the search.':
    '每 {stride} 像素一格的分支在搜索的每个尺度上寻找 {from} 到 {to} 像素的人脸。',
  'The highest of all branches, before the second stage has judged anything.':
    '所有分支中的最高值，第二阶段尚未作任何判断。',
} as const
