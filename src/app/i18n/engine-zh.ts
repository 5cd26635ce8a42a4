/** What the engine says of itself, in Chinese, by its English. */
export const engineWords = {
  'Nothing on this device can run the networks ({reasons}): try a current browser.':
    '此设备无法运行网络（{reasons}）：请试用较新的浏览器。',
  'The engine was closed: reload the page.': '引擎已关闭：请重新加载本页。',
  'Your own model is damaged ({reason}): choose another model.': '您自己的模型已损坏（{reason}）：请选择其他模型。',
  'These pictures are more than {n} megapixels together: train with fewer or smaller ones.':
    '这些图片合计超过 {n} 百万像素：请用更少或更小的图片训练。',
  'The engine was closed.': '引擎已关闭。',
  'The engine stopped twice ({reason}): reload the page and try again.':
    '引擎两次停止（{reason}）：请重新加载本页后再试。',
  'The engine stopped ({reason}): try again.': '引擎停止了（{reason}）：请重试。',
  'The graphics device was lost ({reason}): try again.': '图形设备丢失（{reason}）：请重试。',
  '{width}×{height} px are more than this page can hold: cut or shrink the picture to below {n} megapixels.':
    '{width}×{height} 像素超出本页的容量：请把图片裁剪或缩小到 {n} 百万像素以下。',
  'This file is not a picture that the browser can read: try a JPEG, PNG, WebP or AVIF file.':
    '浏览器无法把此文件读作图片：请试用 JPEG、PNG、WebP 或 AVIF 文件。',
  'This device has no memory left for the picture: close other tabs.': '此设备没有足够内存处理图片：请关闭其他标签页。',
  'Stopped, as you asked.': '已按您的要求停止。',
  'This device ran out of memory: choose a larger smallest face or a smaller picture.':
    '此设备内存不足：请调大“最小人脸”或选择较小的图片。',
  'Something went wrong inside: {reason}': '内部出错：{reason}',
  'The preset “{name}” is damaged: {reason}': '预设“{name}”已损坏：{reason}',
  'The generator is not loaded: prepare the full stage.': '生成器未加载：请准备完整阶段。',
  'The second stage is not loaded: prepare the full stage.': '第二阶段未加载：请准备完整阶段。',
  'The engine is not prepared yet: prepare it first.': '引擎尚未准备好：请先准备。',
  'The preset “{name}” has no trained {network} yet: choose another preset, or train it with npm run pretrain.':
    '预设“{name}”还没有训练好的 {network}：请选择其他预设，或用 npm run pretrain 训练。',
  'The networks could not be loaded ({reason}): try again.': '无法加载网络（{reason}）：请重试。',
  'this browser has no WebGPU': '此浏览器没有 WebGPU',
  'this browser offers no graphics adapter': '此浏览器未提供图形适配器',
  'the adapter is software ({name}), which is slower than WebAssembly':
    '适配器是软件实现（{name}），比 WebAssembly 更慢',
  'WebAssembly is switched off': 'WebAssembly 已关闭',
  'it did not start': '未能启动',
} as const
