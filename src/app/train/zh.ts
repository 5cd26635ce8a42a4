/** The words of src/app/train/ in Chinese, by their English. */
import { trainSettingsWords } from './settings-zh.ts'

export const trainWords = {
  ...trainSettingsWords,
  'Improve on my pictures': '用我的图片改进',
  Show: '显示',
  'Close; the training goes on': '关闭；训练继续进行',
  // Start.
  'The networks learn from pictures of your kind in which the faces are marked: a night camera, a drone, old photographs. It takes 12 pictures with some 150 faces to gain much; 4 with 30 are the least. Everything stays on this device.':
    '网络从您这一类、已标出人脸的图片中学习：夜间摄像机、无人机、老照片。约需 12 张图片、150 张人脸才有明显提高；最少 4 张图片、30 张人脸。一切都留在此设备上。',
  'Use the labelled picture | Use the {n} labelled pictures': '使用 {n} 张已标注的图片',
  'Your labels': '您的标注',
  'There is no labelled picture on this page yet. Add some to the labels, or open labelled ones below.':
    '本页还没有已标注的图片。请在标注中添加，或在下面打开已标注的图片。',
  'Your labelled picture is not marked done, so there is nothing to learn from yet. | None of your {n} labelled pictures is marked done, so there is nothing to learn from yet.':
    '您要标注的 {n} 张图片都没有标为已完成，因此还没有可供学习的内容。',
  '{n} more picture is not marked done. | {n} more pictures are not marked done.': '另有 {n} 张图片没有标为已完成。',
  'A face without a box would be learnt as background. Look through each picture, box what is missing, and tick “Every face has its box: done”.':
    '没有框的人脸会被当作背景学习。请检查每张图片，补上缺少的框，然后勾选“每张人脸都已加框：完成”。',
  'Back to the labels': '返回标注',
  'Open labelled pictures': '打开已标注的图片',
  'Pictures with a label file': '图片和标注文件',
  'WIDER FACE (.txt), COCO (.json), YOLO (.txt), Pascal VOC (.xml), a table (.csv), or this page’s own JSON, in one folder or zip with the pictures. Or drop them on this dialog.':
    'WIDER FACE (.txt)、COCO (.json)、YOLO (.txt)、Pascal VOC (.xml)、表格 (.csv) 或本页自己的 JSON，与图片放在同一个文件夹或 zip 中。也可以把它们拖放到此对话框。',
  'Open a folder': '打开文件夹',
  'Open files or a zip': '打开文件或 zip',
  'Interrupted training': '中断的训练',
  'A training has ended': '训练已结束',
  'A training was interrupted': '训练曾中断',
  '{pictures} pictures, begun {time}. Its result waits for your decision.':
    '{pictures} 张图片，开始于 {time}。结果等待您的决定。',
  '{pictures} pictures, begun {time}, {n} step done. | {pictures} pictures, begun {time}, {n} steps done.':
    '{pictures} 张图片，开始于 {time}，已完成 {n} 步。',
  'Show the result': '查看结果',
  'Go on with it': '继续训练',
  'Discard it': '丢弃',
  'A training has ended. Its result waits for your decision.': '训练已结束。结果等待您的决定。',
  'A training was interrupted. It can go on.': '训练曾中断，可以继续。',
  // What was opened.
  'There was no picture in it: choose the folder or zip that holds pictures and their label file.':
    '其中没有图片：请选择含有图片及其标注文件的文件夹或 zip。',
  'There was no label file in it: choose pictures and their label file (.txt, .json, .xml or .csv) together.':
    '其中没有标注文件：请同时选择图片及其标注文件（.txt、.json、.xml 或 .csv）。',
  'No label belongs to any of these pictures: the names in the label file must be those of the pictures.':
    '没有标注属于这些图片：标注文件中的名称必须与图片的名称一致。',
  'The label files could not be read: {names}.': '无法读取标注文件：{names}。',
  '{n} picture could not be opened. | {n} pictures could not be opened.': '{n} 张图片无法打开。',
  '{n} picture was left out: its labels say that it is not done, or are a detector’s. | {n} pictures were left out: their labels say that they are not done, or are a detector’s.':
    '略去了 {n} 张图片：其标注注明未完成，或来自检测器。',
  '{n} picture without labels was left out. | {n} pictures without labels were left out.':
    '略去了 {n} 张没有标注的图片。',
  // Plan.
  '{pictures} pictures, {n} face. | {pictures} pictures, {n} faces.': '{pictures} 张图片，{n} 张人脸。',
  'Learning starts from your model “{name}”.': '学习从您的模型“{name}”开始。',
  'Learning starts from the networks that ship with the page ({preset}).': '学习从本页自带的网络（{preset}）开始。',
  'Other pictures': '换其他图片',
  'What learns': '哪些网络学习',
  'Detector (MB-FCN)': '检测器 (MB-FCN)',
  'Finds more, in minutes. Start with this one alone.': '几分钟即可找到更多人脸。请先只选这一项。',
  'Enlarges tiny faces. Needs faces of 48 px or more; takes long.':
    '放大微小的人脸。需要 48 像素以上的人脸；用时较长。',
  'Judges what the detector proposes. Takes long.': '判断检测器提出的候选。用时较长。',
  'Choose at least one network.': '请至少选择一个网络。',
  'Plan the training': '规划训练',
  'Start the training': '开始训练',
  'Loading the networks…': '正在加载网络…',
  'Opening the pictures…': '正在打开图片…',
  'Measuring how long a step takes here…': '正在测量此设备每一步的用时…',
  Time: '用时',
  Memory: '内存',
  '{n} picture ({faces} faces) learns | {n} pictures ({faces} faces) learn': '{n} 张图片（{faces} 张人脸）用于学习',
  '{n} picture ({faces} faces) chooses what is kept | {n} pictures ({faces} faces) choose what is kept':
    '{n} 张图片（{faces} 张人脸）用于选择保留什么',
  '{n} pictures ({faces} faces) learn in all rounds but one, and choose what is kept in that one':
    '{n} 张图片（{faces} 张人脸）分轮学习，每张在其中一轮不参与学习，只用于选择保留什么',
  '{n} picture ({faces} faces) measures before and after | {n} pictures ({faces} faces) measure before and after':
    '{n} 张图片（{faces} 张人脸）用于前后对比测量',
  'A step takes {n} s here.': '此设备每步用时 {n} 秒。',
  'A step takes {n} s here, in parts of {parts} so that the memory holds it.':
    '此设备每步用时 {n} 秒，每次 {parts} 个，以免内存不足。',
  'No face that learns is 48 px tall or more: there is nothing to show the generator how a large face looks, so generator and discriminator will stay as they are. Add pictures with larger faces.':
    '用于学习的人脸都不足 48 像素高：生成器无从得知大的人脸是什么样，因此生成器和判别器将保持原样。请添加人脸较大的图片。',
  // Under way.
  Training: '训练',
  'Measuring how much is found now': '正在测量目前能找到多少',
  'Getting used to your pictures': '正在适应您的图片',
  'Teaching the detector': '正在训练检测器',
  'Choosing how much of it to keep': '正在选择保留多少改动',
  'Fitting the scores': '正在校准得分',
  'Trying restored pictures': '正在尝试修复后的图片',
  'Looking for hard examples': '正在寻找困难样本',
  'Teaching generator and discriminator': '正在训练生成器和判别器',
  '{what}: step {done} of {total}': '{what}：第 {done} 步，共 {total} 步',
  '{what} ({done} of {total})': '{what}（{done} / {total}）',
  'Getting ready': '正在准备',
  'Loading networks and pictures': '正在加载网络和图片',
  'Paused. {words}': '已暂停。{words}',
  'Ending the learning. {words}': '正在结束学习。{words}',
  '{time} left of this part': '此阶段还剩{time}',
  'under 1 min': '不到 1 分钟',
  'Pausing…': '正在暂停…',
  'Go on': '继续',
  'Stop here and use the best': '到此为止，使用最好的结果',
  'Stop and discard': '停止并丢弃',
  'Saved at {time}: a closed tab goes on from there.': '已于 {time} 保存：关闭标签页后可从此处继续。',
  'A closed tab can go on; it is saved every half minute and when you pause.':
    '关闭标签页后可以继续；每半分钟及暂停时保存一次。',
  'The training is paused.': '训练已暂停。',
  'The training has ended.': '训练已结束。',
  'Average precision on the pictures that choose: **{before}** before, **{now}** when last measured.':
    '选择用图片上的平均精度：之前 **{before}**，最近一次测量 **{now}**。',
  'Average precision on the pictures that choose, detector alone: **{before}** before, **{now}** when last measured.':
    '选择用图片上的平均精度（仅检测器）：之前 **{before}**，最近一次测量 **{now}**。',
  'Discriminator: right answers': '判别器：答对的比例',
  'On real (line) and on generated patches (dashes), in percent.': '真实图块（实线）与生成图块（虚线），百分比。',
  real: '真实',
  generated: '生成',
  'Faces of pictures that do not train, made tiny and enlarged again by the networks as they are now':
    '不参与训练的图片中的人脸：先缩小，再由当前的网络放大',
  Input: '输入',
  'Enlarged (G1)': '放大 (G1)',
  'Refined (G2)': '细化 (G2)',
  Truth: '原图',
  'Face {n}: {what}': '人脸 {n}：{what}',
  // Result.
  'It got better. Training took {time}.': '结果变好了。训练用时{time}。',
  'Nothing got better on the pictures that choose, so the networks stay as they were. More pictures, or more steps, may help.':
    '在选择用的图片上没有变好，因此网络保持原样。更多图片或更多步数可能有帮助。',
  'Measured on pictures that neither learned nor chose.': '在既不用于学习也不用于选择的图片上测量。',
  'Measured on the pictures that chose, since there were none to spare: expect less on new ones.':
    '没有多余的图片，因此在选择用的图片上测量：在新图片上的效果会差一些。',
  'Before and after, in percent': '训练前后，百分比',
  'In percent': '百分比',
  Before: '之前',
  After: '之后',
  Change: '变化',
  'Average precision, all faces': '平均精度，所有人脸',
  'Found at one false alarm a picture': '每张图片一次误报时找到的比例',
  'AP of faces {band} ({n})': '{band} 人脸的 AP（{n} 张）',
  'Side by side': '并排比较',
  'Next picture ({n} of {total})': '下一张图片（{n} / {total}）',
  'Before: {n} face | Before: {n} faces': '之前：{n} 张人脸',
  'After: {n} face | After: {n} faces': '之后：{n} 张人脸',
  'Keep it as': '保存为',
  'Keep and use it': '保存并使用',
  Discard: '丢弃',
  'My pictures, {date}': '我的图片，{date}',
  'My model': '我的模型',
  // Models.
  Models: '模型',
  'As shipped': '自带的网络',
  'the shipped networks': '自带的网络',
  Use: '使用',
  'In use': '使用中',
  'Use {name}': '使用 {name}',
  'Download {name}': '下载 {name}',
  'Delete {name}': '删除 {name}',
  'Delete {name} for good': '彻底删除 {name}',
  'Delete for good': '彻底删除',
  'Import a model': '导入模型',
  'restores pictures first': '先修复图片',
  'AP {before} → {after}': 'AP {before} → {after}',
  '“{name}” was added. Choose “Use” to search with it.': '已添加“{name}”。选择“使用”即可用它搜索。',
  '“{name}” was deleted.': '已删除“{name}”。',
  'The networks of this page could not be reached: check the connection and try again.':
    '无法加载本页的网络：请检查网络连接后重试。',
  'This model is no longer on this device.': '此模型已不在此设备上。',
  'The browser has no room for this model: delete another one, or kept pictures, and try again.':
    '浏览器没有空间存放此模型：请删除其他模型或保存的图片后重试。',
  '{name} has more files than this page reads.': '{name} 中的文件数超出本页能读取的数量。',
  '{name} is protected by a password: unpack it first.': '{name} 有密码保护：请先解压。',
  '{name} unpacks to more than {n} MB, which is more than such a file has.':
    '{name} 解压后超过 {n} MB，超出此类文件的大小。',
  '{name} could not be read: it is no zip, or it is damaged.': '无法读取 {name}：它不是 zip，或已损坏。',
} as const
