/** `npm run pretrain -- --data DIR …`: pretraining in PyTorch, every argument passed on. */
import { launchModule } from './run-python.mjs'

await launchModule('pretraining')
