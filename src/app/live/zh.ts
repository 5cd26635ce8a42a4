/** The words of src/app/live/ in Chinese, by their English. */
export const liveWords = {
  'Looking at the first frame…': '正在查看第一帧…',
  'frames searched a second': '帧/秒（搜索速度）',
  ' of {n} shown; the others are dropped': '，画面为 {n} 帧/秒；来不及搜索的帧会跳过',
} as const
