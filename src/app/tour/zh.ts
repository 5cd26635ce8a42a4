/** The words of src/app/tour/ in Chinese, by their English. */
export const tourWords = {
  Tour: '导览',
  Skip: '跳过',
  Done: '完成',
  Next: '下一步',
  'Every box is a face': '每个框都是一张人脸',
  'Zoom with the wheel, two fingers or the + key, up to 32 times. A click on a box shows that face enlarged.':
    '用滚轮、双指或 + 键缩放，最多 32 倍。点击一个框可放大显示那张人脸。',
  'The list has all of them': '列表中有全部人脸',
  'Each face as it is and sharpened, with its score. The slider decides how sure a face must be to be shown.':
    '每张人脸的原样与清晰版本及其得分。滑块决定人脸要多确定才显示。',
  'Take it with you': '带走结果',
  'These buttons save boxes and faces, hide the faces, and change how thoroughly is searched.':
    '这些按钮可保存框和人脸、遮挡人脸，以及调整搜索的细致程度。',
} as const
