/** The words of src/app/about/ in Chinese, by their English. */
export const aboutWords = {
  'About Specklens': '关于 Specklens',
  'How Specklens finds tiny faces': 'Specklens 如何找到微小的人脸',
  Close: '关闭',
  'A face of ten pixels has too little in it to tell it from a leaf or a window. So a first network proposes places, generously. A second one enlarges each place four times and sharpens it. A third one looks at the sharpened face and decides.':
    '十个像素高的人脸信息太少，很难与树叶或窗户区分。因此第一个网络先宽松地提出候选位置，第二个网络把每个位置放大四倍并使其变清晰，第三个网络再看清晰后的图像作出判断。',
  'The steps': '步骤',
  'The method is that of “Finding Tiny Faces in the Wild with Generative Adversarial Network” (Bai, Zhang, Ding, Ghanem; CVPR 2018), with a detector after Bai and Ghanem (2017).':
    '方法出自论文“Finding Tiny Faces in the Wild with Generative Adversarial Network”（Bai、Zhang、Ding、Ghanem；CVPR 2018），检测器依照 Bai 与 Ghanem（2017）。',
  'What it cannot do': '它做不到的事',
  'A sharpened face is a guess: a face that could have looked like these few pixels. It is no evidence of who someone is, and Specklens does not recognise anybody.':
    '清晰后的人脸只是猜测：一张缩小后可能就是这几个像素的脸。它不能证明某人是谁，Specklens 也不识别任何人的身份。',
  'Some faces are missed, and some things that are no faces are taken for one. Every score is an estimate.':
    '有些人脸会漏掉，也有些不是人脸的东西会被误认。每个得分都是估计。',
  'Faces that are covered, turned away or below about four pixels are often not found.':
    '被遮挡、背对镜头或不足约四个像素的人脸常常找不到。',
  'On a device without WebGPU a large picture takes minutes.': '在没有 WebGPU 的设备上，大图片需要几分钟。',
  'Everything runs in this tab. No picture, crop or result leaves your device.':
    '一切都在这个标签页中运行。图片、裁剪图和结果都不会离开您的设备。',
  '**MB-FCN** looks at the whole picture, enlarged where very small faces are wanted, through several branches: each one is responsible for one range of face heights.':
    '**MB-FCN** 查看整张图片（需要找很小的人脸时先放大），它有多个分支，每个分支负责一段人脸高度。',
  '**The generator** has two parts. G1 makes the small crop four times larger; G2 takes the blur out of what G1 made.':
    '**生成器**有两部分：G1 把小的裁剪图放大四倍，G2 去除 G1 结果中的模糊。',
  '**The discriminator** was trained against the generator: it learned to tell faces from other things, and real sharp pictures from generated ones, both at once.':
    '**判别器**与生成器对抗训练：它同时学会区分人脸与其他事物，以及真实的清晰图像与生成的图像。',
  'The scores of both are made into one **probability**, measured on pictures that no network was trained on. Large faces skip the generator: they are sharp already.':
    '两者的得分合成一个**概率**，它在未用于训练任何网络的图片上标定。大的人脸跳过生成器：它们本来就清晰。',
  'The picture goes through MB-FCN, whose branches propose places of different sizes. A small crop goes through the generator’s two parts, G1 which enlarges and G2 which sharpens. The discriminator judges the result, and one score comes out.':
    '图片经过 MB-FCN，其分支提出不同大小的位置。小的裁剪图经过生成器的两部分：G1 放大，G2 清晰化。判别器判断结果，得出一个得分。',
  picture: '图片',
  'proposes places': '提出候选位置',
  'branches, small to large': '分支，由小到大',
  'crop (LR)': '裁剪图（LR）',
  'large faces directly': '大的人脸直接通过',
  'The method as a drawing': '方法示意图',
  generator: '生成器',
  'enlarges 4×': '放大 4 倍',
  sharpens: '清晰化',
  Discriminator: '判别器',
  'face? real or made?': '人脸？真实还是生成？',
  score: '得分',
  'Redrawn after the paper’s figure of its two stages.': '依照论文中两个阶段的图重新绘制。',
  'Choose a face in a picture of yours and open this page again: it shows here what the networks made of it.':
    '在您的图片中选择一张人脸，再打开本页：这里会显示各网络对它做了什么。',
  'after G1': 'G1 之后',
  'after G2': 'G2 之后',
  'The face that you chose': '您选择的人脸',
  'This face was large enough to be judged directly; the generator’s version is for you alone.':
    '这张人脸足够大，直接作了判断；生成器的版本仅供参考。',
  'This face was scored by MB-FCN alone; the generator’s version is for you alone.':
    '这张人脸只由 MB-FCN 评分；生成器的版本仅供参考。',
} as const
