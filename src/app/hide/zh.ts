/** The words of src/app/hide/ in Chinese, by their English. */
export const hideWords = {
  'Hide faces': '遮挡人脸',
  'How faces are hidden': '遮挡方式',
  Blur: '模糊',
  Pixelate: '马赛克',
  Cover: '覆盖',
  'Runs smoothly between at most 3 × 3 mean colours of a face. Tiny faces become one colour.':
    '在一张脸最多 3 × 3 个平均颜色之间平滑过渡。微小的人脸变成一种颜色。',
  'At most 3 × 3 squares a face. Tiny faces become one square.': '每张脸最多 3 × 3 个方块。微小的人脸变成一个方块。',
  'A dark box. Nothing of the face is kept.': '一个深色方框，人脸的任何部分都不保留。',
  'Margin around each face': '每张脸周围的边距',
  '{percent} % of the face': '人脸的 {percent} %',
  'Save PNG': '保存 PNG',
  'Save JPEG': '保存 JPEG',
  'Save all {n} (zip)': '保存全部 {n} 张（zip）',
  'The saved file holds pixels alone: no place, date or camera (EXIF) of the original.':
    '保存的文件只含像素：不含原图的地点、日期或相机信息（EXIF）。',
  'A face that was missed stays visible.': '漏掉的人脸仍然可见。',
  'One face is hidden. Look through the whole picture before you share it. | {n} faces are hidden. Look through the whole picture before you share it.':
    '已遮挡 {n} 张人脸。分享之前请检查整张图片。',
  ' {n} less sure candidate stays visible: a lower score hides it too. |  {n} less sure candidates stay visible: a lower score hides them too.':
    ' 另有 {n} 个不太确定的候选仍然可见：降低得分阈值可一并遮挡。',
  ' {n} of other heights than chosen stays visible. |  {n} of other heights than chosen stay visible.':
    ' 另有 {n} 个不在所选高度内的仍然可见。',
  'Hiding faces': '正在遮挡人脸',
  'Saved {name} with one face hidden.': '已保存 {name}，遮挡了一张人脸。',
  'Saved {name} with {n} faces hidden.': '已保存 {name}，遮挡了 {n} 张人脸。',
  'Saved specklens-hidden.zip: {pictures} pictures with {n} faces hidden.':
    '已保存 specklens-hidden.zip：{pictures} 张图片，遮挡了 {n} 张人脸。',
  'Saved specklens-hidden.zip: {pictures} pictures with one face hidden.':
    '已保存 specklens-hidden.zip：{pictures} 张图片，遮挡了一张人脸。',
  'The preview could not be made: {reason}': '无法生成预览：{reason}',
} as const
