/** Serves the built page for Playwright: at $SPECKLENS_PORT, below a path, so that every story proves that any path will do. */
import { ISOLATION } from './isolation.mjs'
import { serveBuilt } from './serve.mjs'
import { storyBase } from './story-address.mjs'

// As most hosts serve it; threads.story.ts adds the headers itself.
process.env[ISOLATION] = 'no'
const { url } = await serveBuilt({ port: Number(process.env.SPECKLENS_PORT), strictPort: true, base: storyBase })
console.log(`Stories are served at ${url}`)
