import { boxedPicture } from './boxed-picture.ts'
import { serveFiles } from './file-thread.ts'

serveFiles(boxedPicture)
