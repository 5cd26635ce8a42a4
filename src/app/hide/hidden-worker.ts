import { serveFiles } from '../out/file-thread.ts'
import { hiddenFile } from './hidden-file.ts'

serveFiles(hiddenFile)
