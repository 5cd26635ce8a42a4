/** The words of src/app/workspace/ in Chinese, by their English. */
export const workspaceWords = {
  '{n} face found in {name}. | {n} faces found in {name}.': '在 {name} 中找到 {n} 张人脸。',
  'Stopped.': '已停止。',
  '{name}: {n} face hidden. | {name}: {n} faces hidden.': '{name}：遮挡了 {n} 张人脸。',
  '{name}: {n} face boxed. | {name}: {n} faces boxed.': '{name}：框出了 {n} 张人脸。',
  'Arrow keys move, plus and minus zoom, 0 shows the whole picture.': '方向键移动，加号和减号缩放，0 显示整张图片。',
  Picture: '图片',
} as const
