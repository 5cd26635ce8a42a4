/** `npm run make-sample`: makes the sample picture, its people and its truth anew, every argument passed on. */
import { launchModule } from './run-python.mjs'

await launchModule('scripts.sample')
