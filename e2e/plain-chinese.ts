/** What is left in English on a page that was changed to Chinese. */
import type { Locator } from '@playwright/test'

/** Names, units, formats and the files of the stories. */
const KNOWN =
  /Specklens|MB-FCN|WebGPU|WebAssembly|WebGL|English|compact|tiny|paper|swiftshader|adapter|auto|WIDER FACE|COCO|YOLO|Pascal|JSON|Adam|quality focal|distance-IoU|Smooth|(crop|dusk-\d)\.png|labels[-_.][\w.]+|Shift|Page|Enter/gi

/** Words of four letters and more that are no names. */
export async function englishIn(part: Locator): Promise<readonly string[]> {
  return (await part.innerText()).replace(KNOWN, '').match(/[a-z]{4,}/gi) ?? []
}
