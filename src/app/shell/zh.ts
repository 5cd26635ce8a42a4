/** The words of src/app/shell/ in Chinese, by their English. */
export const shellWords = {
  'Opening…': '正在打开…',
  'Drop to look for faces': '松开即可寻找人脸',
  'Open a picture': '打开图片',
  Open: '打开',
  'Use the camera': '使用相机',
  'Open the sample': '打开示例',
  Sample: '示例',
  'Colours: {choice}. Change to {next}': '颜色：{choice}。切换为{next}',
  system: '跟随系统',
  light: '浅色',
  dark: '深色',
  'See the faces that are only specks': '看清小如斑点的人脸',
  'Drop a picture of a crowd. Specklens finds faces a few pixels tall, says how sure it is of each, and shows it enlarged and sharpened.':
    '放入一张人群的图片。Specklens 会找到只有几个像素高的人脸，给出每张的可信程度，并放大、清晰地显示。',
  'Try the sample': '试用示例',
  'Or drop pictures, a video, a folder or a zip anywhere on this page.':
    '也可以把图片、视频、文件夹或 zip 拖放到本页任意位置。',
  '**Pictures stay on this device.** The networks run in this tab; nothing is uploaded. A reload brings your pictures back, until you close or delete them. An enlarged face is a guess at what the pixels could have been, not evidence of who someone is.':
    '**图片留在此设备上。**网络在此标签页中运行，不会上传任何内容。重新加载后您的图片会恢复，直到您关闭或删除它们。放大的人脸只是对像素可能样子的猜测，不能证明某人是谁。',
  'Other ways to open pictures': '打开图片的其他方式',
  'Specklens: the faces other tools miss': 'Specklens：找到其他工具漏掉的人脸',
  'The other language could not be loaded. Check the connection and try again.':
    '无法加载另一种语言。请检查网络连接后重试。',
} as const
