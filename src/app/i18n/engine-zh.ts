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
  // Training: what is refused, and remarks on the way.
  'Training needs at least {n} labelled pictures, and there are {found}: label more.':
    '训练至少需要 {n} 张已标注的图片，现有 {found} 张：请再标注一些。',
  'Training needs at least {n} faces of 4 px or more, and there are {found}: label more.':
    '训练至少需要 {n} 张 4 像素以上的人脸，现有 {found} 张：请再标注一些。',
  'All faces are in {n} of the pictures: label faces in at least 3.':
    '所有人脸都在 {n} 张图片中：请至少在 3 张图片中标注人脸。',
  'One picture has more than four fifths of all faces: label others, or training would learn that picture by heart.':
    '一张图片占了五分之四以上的人脸：请再标注其他图片，否则训练只会记住那一张。',
  'The boxes cover the pictures whole, so that nothing shows what is no face: use pictures with surroundings.':
    '框盖满了整张图片，看不出什么不是人脸：请使用带有周围环境的图片。',
  'Training needs pictures to learn from and others to choose by: label more.':
    '训练既需要用于学习的图片，也需要用于选择的图片：请再标注一些。',
  'No weights of MB-FCN did better on the select pictures: it keeps its old ones.':
    '在选择用的图片上没有更好的 MB-FCN 权重：保留原来的。',
  'Restored first, the pictures that choose have an AP of {now} instead of {then}: this model restores pictures before it searches them.':
    '先修复画质后，选择用的图片的 AP 为 {now}，而不是 {then}：此模型在查找前会先修复图片。',
  'Restoring the pictures first does not help here: they stay as they are.': '先修复图片在这里没有帮助：图片保持原样。',
  'No face is 48 px tall or more, so that no pairs can be made: generator and discriminator stay.':
    '没有 48 像素以上的人脸，无法制作配对：生成器和判别器保持原样。',
  'No weights of the second stage did better: it keeps its old ones.': '第二阶段没有更好的权重：保留原来的。',
  'The discriminator tells nearly every generated patch: the adversarial loss teaches little now.':
    '判别器几乎能认出每个生成的图块：对抗损失目前作用不大。',
  'The discriminator answers the same for every patch: it has collapsed for now.':
    '判别器对每个图块的回答都一样：目前已失效。',
  'A loss was not finite: back to the last good weights, and on at half the rate.':
    '损失不是有限值：已退回上一组正常的权重，并以一半的学习率继续。',
  '{reason}: closing this tab would end the training for good.': '{reason}：关闭此标签页会使训练彻底结束。',
  'The browser has no room left for it': '浏览器没有空间保存训练进度',
  'The browser lets the page keep nothing': '浏览器不允许本页保存任何内容',
  'The browser had no room for the last checkpoint: closing this tab now would lose more of the training.':
    '浏览器没有空间保存最近的检查点：现在关闭此标签页会丢失更多训练进度。',
} as const
