/** A person types a picture's address; another site, played by a server of the story, gives it or forbids it. */
import { createServer, type Server } from 'node:http'
import { freePort } from '../scripts/story-address.mjs'
import { expect, test } from './fixtures.ts'
import { png16 } from './formats.ts'
import { IntakePage } from './pages/intake-page.ts'

const port = await freePort()
const site = `http://127.0.0.1:${port}`
/** The same server by another name: for the browser another site. */
const elsewhere = `http://localhost:${port}/open/crowd.png`
let server: Server
let asked: { address: string; cookie: string | undefined; referer: string | undefined }[] = []

test.beforeAll(() => {
  server = createServer(({ url = '', headers }, response) => {
    asked.push({ address: `http://${headers.host}${url}`, cookie: headers.cookie, referer: headers.referer })
    if (url.startsWith('/open/')) response.setHeader('Access-Control-Allow-Origin', '*')
    if (url === '/open/elsewhere.png') response.writeHead(302, { Location: elsewhere }).end()
    else if (url.endsWith('crowd.png')) response.writeHead(200, { 'Content-Type': 'image/png' }).end(png16.buffer)
    else response.writeHead(404).end()
  }).listen(port)
})
test.beforeEach(() => {
  asked = []
})
test.afterAll(() => server.close())

test.use({
  // Playwright names the redirected request too, before the policy stops it; that it never arrives is tested below.
  typedAddresses: ['open/crowd', 'closed/crowd', 'open/none', 'open/elsewhere']
    .map((path) => `${site}/${path}.png`)
    .concat(elsewhere),
  allowedMessages: [
    {
      text: /blocked by CORS|Failed to load resource|Content Security Policy|violates the following/,
      reason: 'the story asks for pictures that the other site forbids, lacks or has elsewhere, and Chromium logs that',
    },
  ],
})

test('a picture is fetched by its address when the button is pressed, and not before', async ({ page, specklens }) => {
  const intake = new IntakePage(page)
  await specklens.visit({ preset: 'tiny', backend: 'wasm', smallestFace: 32 })
  await intake.address.click()
  await intake.addressField.fill(`${site}/open/crowd.png`)
  expect(asked).toEqual([])
  await intake.fetch.click()
  expect(await intake.searchedSize()).toBe('48×32')
  expect(asked).toEqual([{ address: `${site}/open/crowd.png`, cookie: undefined, referer: undefined }])
  await expect(page.locator('iframe')).toHaveCount(0)
})

test('a site that forbids it, lacks it or sends elsewhere gets a sentence', async ({ page, specklens }) => {
  const intake = new IntakePage(page)
  await specklens.visit()
  await intake.address.click()
  const alert = page.getByRole('alert')
  for (const [path, words] of [
    ['/closed/crowd.png', /does not let other pages read its pictures.*Save the picture there/],
    ['/open/none.png', /has nothing at this address/],
    ['/open/elsewhere.png', /sends its visitors elsewhere/],
  ] as const) {
    await intake.addressField.fill(site + path)
    await intake.fetch.click()
    await expect(alert).toHaveText(words)
  }
  expect(asked.map(({ address }) => address)).not.toContain(elsewhere)
  await intake.addressField.fill('crowd')
  await intake.fetch.click()
  await expect(alert).toHaveText(/That is no address of a picture/)
})
