/** `npm run ablation -- --data DIR …`: what each part of the second stage adds, in PyTorch, every argument passed on. */
import { launchModule } from './run-python.mjs'

await launchModule('pretraining.ablation')
