/** `npm run limits -- --data DIR …`: where a preset fails, in PyTorch, every argument passed on. */
import { launchModule } from './run-python.mjs'

await launchModule('pretraining.limits')
