/** Everything in Chinese: the folders' own words, and the engine's. Loaded only where Chinese is chosen. */
import { aboutWords } from '../about/zh.ts'
import { benchWords } from '../bench/zh.ts'
import { cameraWords } from '../camera/zh.ts'
import { heatWords } from '../heat/zh.ts'
import { hideWords } from '../hide/zh.ts'
import { intakeWords } from '../intake/zh.ts'
import { keepWords } from '../keep/zh.ts'
import { labelWords } from '../label/zh.ts'
import { liveWords } from '../live/zh.ts'
import { offlineWords } from '../offline/zh.ts'
import { outWords } from '../out/zh.ts'
import { panelWords } from '../panel/zh.ts'
import { queueWords } from '../queue/zh.ts'
import { settingsWords } from '../settings/zh.ts'
import { shellWords } from '../shell/zh.ts'
import { stageWords } from '../stage/zh.ts'
import { stateWords } from '../state/zh.ts'
import { tourWords } from '../tour/zh.ts'
import { trainWords } from '../train/zh.ts'
import { videoWords } from '../video/zh.ts'
import { workspaceWords } from '../workspace/zh.ts'
import { engineWords } from './engine-zh.ts'
import { fileWords } from './files-zh.ts'

export const zh = {
  ...aboutWords,
  ...benchWords,
  ...cameraWords,
  ...heatWords,
  ...hideWords,
  ...intakeWords,
  ...keepWords,
  ...labelWords,
  ...liveWords,
  ...offlineWords,
  ...outWords,
  ...panelWords,
  ...queueWords,
  ...settingsWords,
  ...shellWords,
  ...stageWords,
  ...stateWords,
  ...tourWords,
  ...trainWords,
  ...videoWords,
  ...workspaceWords,
  ...engineWords,
  ...fileWords,
} as const
