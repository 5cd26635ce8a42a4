/** `npm run build:library`: the importable library in dist-library/. */
import { ensureLibrary } from './build.mjs'

await ensureLibrary()
console.log('The library is in dist-library/: copy the folder beside your page, or name it as a dependency.')
