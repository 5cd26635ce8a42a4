/** `npm run plans -- --data DIR …`: which scales of the pyramid pay, in PyTorch, every argument passed on. */
import { launchModule } from './run-python.mjs'

await launchModule('pretraining.plans')
