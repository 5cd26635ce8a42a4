/** The words of src/app/state/ in Chinese, by their English. */
export const stateWords = {
  'any height': '任意高度',
  'up to {to} px': '至多 {to} 像素',
  'from {from} px': '至少 {from} 像素',
  'Heights of {n} faces: from {from} to {to} px, half of them up to {half} px':
    '{n} 张人脸的高度：{from} 到 {to} 像素，其中一半不超过 {half} 像素',
  'Downloading networks': '正在下载网络',
  Compiling: '正在编译',
  Restoring: '修复画质',
  'Proposing faces': '正在提出候选',
  Scoring: '正在评分',
  Starting: '正在启动',
  '{done} of {total} MB': '{done} / {total} MB',
  '{done} of {total} tiles': '{done} / {total} 块',
  '{done} of {total} parts': '{done} / {total} 部分',
  '{done} of {total} faces': '{done} / {total} 张人脸',
  '{s} s': '{s} 秒',
  '{min} min {s} s': '{min} 分 {s} 秒',
  Video: '视频',
  ', ': '，',
  '; ': '；',
  '. ': '。',
  'This picture moves: only its first frame is searched.': '这是动图：只搜索第一帧。',
  'This file is not a picture that the browser can read': '浏览器无法把此文件读作图片',
  'This picture is too large for this device': '这张图片对此设备来说太大',
  'The networks could not be loaded': '无法加载网络',
  'This preset has no trained networks yet': '此预设还没有训练好的网络',
  'This browser cannot run the networks': '此浏览器无法运行网络',
  'The graphics device was lost': '图形设备丢失',
  'The device ran out of memory': '设备内存不足',
  'Something went wrong': '出了点问题',
  'These labels cannot train': '这些标注无法用于训练',
  'Your own model is no longer on this device: choose another one under Settings.':
    '您自己的模型已不在此设备上：请在设置中选择其他模型。',
  'The browser has no room left for your last changes.': '浏览器没有空间保存您最近的修改。',
  'The browser refused to store your last changes.': '浏览器拒绝保存您最近的修改。',
  '{name} could not be stored.': '无法保存 {name}。',
  '{what} and their labels will not survive a reload: {needed} MB are needed, the browser leaves {room} MB.':
    '重新加载后，{what}及其标注会丢失：需要 {needed} MB，浏览器只留出 {room} MB。',
  'The last picture': '最后一张图片',
  'The last {n} pictures': '最后 {n} 张图片',
  'Save the project as a zip before you close this tab.': '请在关闭此标签页之前把项目保存为 zip。',
  'Save the project as a zip before you close this tab, or take pictures out.':
    '请在关闭此标签页之前把项目保存为 zip，或移除一些图片。',
  'This browser lets the page store nothing: a reload loses your labels.':
    '此浏览器不允许本页保存任何内容：重新加载会丢失您的标注。',
  'Open a JPEG, PNG, WebP, AVIF or GIF picture.': '请打开 JPEG、PNG、WebP、AVIF 或 GIF 图片。',
  'If it is one of those, the file may be damaged.': '如果已是其中之一，文件可能已损坏。',
  'This browser cannot open HEIC pictures. Save it as JPEG or PNG and open that, or use Safari.':
    '此浏览器无法打开 HEIC 图片。请另存为 JPEG 或 PNG 再打开，或使用 Safari。',
  'Browsers cannot open TIFF and camera raw pictures. Save it as PNG or JPEG and open that.':
    '浏览器无法打开 TIFF 和相机 RAW 图片。请另存为 PNG 或 JPEG 再打开。',
} as const
