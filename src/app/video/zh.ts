/** The words of src/app/video/ in Chinese, by their English. */
export const videoWords = {
  'Search the whole video': '搜索整个视频',
  'Every so many frames': '每隔几帧搜索一次',
  'Search {n} frame | Search {n} frames': '搜索 {n} 帧',
  '{done} of {total} frames searched': '已搜索 {done} / {total} 帧',
  '{n} frame searched, at most {faces} faces in one. | {n} frames searched, at most {faces} faces in one.':
    '已搜索 {n} 帧，单帧最多 {faces} 张人脸。',
  'Save CSV': '保存 CSV',
  'Save JSON': '保存 JSON',
  'The video cannot be searched': '无法搜索该视频',
  'Close video': '关闭视频',
  'opening…': '正在打开…',
  'searching all of it': '正在搜索全部',
  Play: '播放',
  'Place in the video': '视频中的位置',
  'This browser cannot play this video: it does not know the codec, or the file is damaged. MP4 with H.264 and WebM with VP8, VP9 or AV1 play in most browsers: convert the video to one of these and open it again.':
    '此浏览器无法播放该视频：不认识其编码，或文件已损坏。大多数浏览器可播放 H.264 的 MP4 和 VP8、VP9 或 AV1 的 WebM：请转换后再打开。',
  'This browser finds no picture in this video, only sound perhaps. Convert it to MP4 with H.264 or to WebM.':
    '此浏览器在该视频中找不到画面，也许只有声音。请转换为 H.264 的 MP4 或 WebM。',
} as const
