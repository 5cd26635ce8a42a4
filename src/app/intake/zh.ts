/** The words of src/app/intake/ in Chinese, by their English. */
export const intakeWords = {
  'That is no address of a picture: it looks like https://example.org/crowd.jpg':
    '这不是图片的地址：图片地址形如 https://example.org/crowd.jpg',
  'Address of a picture': '图片的地址',
  'Fetching…': '正在获取…',
  Fetch: '获取',
  'Your browser gets it from that site, once, when you press Fetch. The site sees your request, nothing else.':
    '按下“获取”时，您的浏览器会从该网站获取一次。该网站只看到您的请求。',
  Folder: '文件夹',
  Paste: '粘贴',
  Address: '地址',
  'Looking through the files…': '正在查看文件…',
  'The sample picture could not be loaded. Check the connection and try again.':
    '无法加载示例图片。请检查网络连接后重试。',
  'There is no picture in the clipboard. Copy one, then paste again.': '剪贴板中没有图片。请先复制图片再粘贴。',
  'The browser did not let the page read the clipboard. Press Ctrl+V (⌘V on a Mac) instead.':
    '浏览器不允许本页读取剪贴板。请改按 Ctrl+V（Mac 上为 ⌘V）。',
  'There was no picture in it.': '其中没有图片。',
  'One file that is no picture was skipped.': '跳过了一个不是图片的文件。',
  '{n} files that are no pictures were skipped.': '跳过了 {n} 个不是图片的文件。',
  'One video at a time: the first one was opened.': '一次一个视频：打开了第一个。',
  'Only the first {n} pictures were opened. Open the rest afterwards.': '只打开了前 {n} 张图片。其余的请稍后打开。',
  'Only the first {n} pictures were opened.': '只打开了前 {n} 张图片。',
  'Open the rest afterwards.': '其余的请稍后打开。',
  'The folder {name} could not be read.': '无法读取文件夹 {name}。',
  '{name} could not be unpacked: the part of the page that opens zips was not reached. Try again.':
    '无法解压 {name}：未能加载打开 zip 的部分。请重试。',
  '{name} has more than {n} files; the rest was left.': '{name} 中的文件多于 {n} 个；其余未打开。',
  '{name} is protected by a password. Unpack it first, then open the folder.':
    '{name} 有密码保护。请先解压，再打开文件夹。',
  '{name} unpacks to more than {n} GB; the rest was left.': '{name} 解压后超过 {n} GB；其余未打开。',
  '{name} could not be read to its end: the zip is damaged or of a kind not known here.':
    '无法读完 {name}：zip 已损坏或属于未知类型。',
  '{n} file in {name} could not be unpacked: damaged, or larger than {mb} MB. | {n} files in {name} could not be unpacked: damaged, or larger than {mb} MB.':
    '{name} 中有 {n} 个文件无法解压：已损坏或大于 {mb} MB。',
  '{host} has nothing at this address. Check it and try again.': '{host} 的这个地址没有内容。请检查后重试。',
  '{host} refused the picture ({status}).': '{host} 拒绝提供图片（{status}）。',
  'The file is larger than {n} MB.': '文件大于 {n} MB。',
  'Save the picture there and open the file here.': '请在那里保存图片，再在这里打开文件。',
  'Browsers do not let this page read unprotected http addresses.': '浏览器不允许本页读取未加密的 http 地址。',
  'Try https, or: save the picture there and open the file here.': '请试用 https，或在那里保存图片后在这里打开文件。',
  '{host} was not reached, sends its visitors elsewhere, or does not let other pages read its pictures, as most sites do not.':
    '未能连接 {host}，或它跳转到别处，或像大多数网站一样不允许其他页面读取其图片。',
} as const
