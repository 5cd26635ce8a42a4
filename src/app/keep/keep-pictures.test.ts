import { beforeEach, expect, test } from 'vitest'
import type { KeptPicture, PictureKeeper } from '../../storage/kept-pictures.ts'
import type { OpenedPicture } from '../state/picture-store.ts'
import { type KeepReport, PictureKeeping } from './keep-pictures.ts'

let records: Map<number, KeptPicture>
let writes: string[]
let room: number
let failAt: number
let report: KeepReport

const store: PictureKeeper = {
  async add(picture) {
    if (picture.id >= failAt) throw new DOMException('', 'QuotaExceededError')
    writes.push(`add ${picture.id}`)
    records.set(picture.id, picture)
  },
  async change(picture) {
    writes.push(`change ${picture.id}`)
    records.set(picture.id, picture)
  },
  async remove(ids) {
    writes.push(`remove ${ids.join()}`)
    for (const id of ids) records.delete(id)
  },
  visits: async () => [],
  load: async () => [],
  room: async () => room,
}

beforeEach(() => {
  records = new Map()
  writes = []
  room = 1e9
  failAt = Number.POSITIVE_INFINITY
})

const keeping = () => new PictureKeeping(store, 'v', (news) => (report = news))
const picture = (id: number, part: Partial<OpenedPicture> = {}): OpenedPicture => ({
  id,
  name: `${id}.png`,
  blob: new Blob(['x'.repeat(1000)]),
  status: 'waiting',
  detection: null,
  ranWith: null,
  failure: null,
  note: null,
  took: 0,
  ...part,
})
const detection = { width: 1, height: 1, faces: [], times: [], proposed: 0, generated: 0, classified: 0 }

test('a picture is kept when it is opened, its result when it is there, and neither once it is closed', async () => {
  const keeper = keeping()
  const waiting = picture(1)
  await keeper.follow([waiting, picture(2)])
  expect(report).toEqual({ kept: 2, trouble: null })
  await keeper.follow([{ ...waiting, status: 'running' }, picture(2)])
  await keeper.follow([{ ...waiting, status: 'done', detection, took: 5 }, picture(2)])
  expect(records.get(1)).toMatchObject({ status: 'done', detection, took: 5, visit: 'v', bytes: 1000 })
  await keeper.follow([picture(2)])
  expect([...records.keys()]).toEqual([2])
  expect(writes).toEqual(['add 1', 'add 2', 'change 1', 'remove 1'])
})

test('a picture that is closed while it runs leaves nothing behind', async () => {
  const keeper = keeping()
  await keeper.follow([picture(1, { status: 'running' })])
  expect(records.get(1)?.status).toBe('waiting')
  await keeper.follow([])
  expect(records.size).toBe(0)
})

test('what has no room is said before it is lost, and nothing of it is written', async () => {
  const keeper = keeping()
  await keeper.follow([picture(1)])
  room = 64e6 + 500
  await keeper.follow([picture(1), picture(2), picture(3)])
  expect(report.kept).toBe(1)
  expect(report.trouble).toMatch(/last 2 pictures will not survive a reload.*1 MB are needed/)
  expect([...records.keys()]).toEqual([1])
  await keeper.follow([picture(1), picture(2, { status: 'done', detection }), picture(3)])
  expect([...records.keys()]).toEqual([1])
  await keeper.follow([picture(1)])
  expect(report.trouble).toBeNull()
})

test('a browser that promised room and has none is said too', async () => {
  failAt = 2
  await keeping().follow([picture(1), picture(2)])
  expect(report).toMatchObject({ kept: 1, trouble: expect.stringMatching(/^The last picture will not survive/) })
})

test('what was brought back is written again only when it changes, and can be forgotten', async () => {
  const keeper = keeping()
  const back = picture(1, { status: 'done', detection })
  keeper.alreadyKept([back])
  await keeper.follow([back])
  expect(writes).toEqual([])
  await keeper.follow([{ ...back, status: 'waiting' }])
  expect(writes).toEqual(['change 1'])
  await keeper.forget()
  await keeper.follow([back])
  expect(records.size).toBe(0)
  expect(report.kept).toBe(0)
  keeper.reconsider()
  await keeper.follow([back])
  expect(report.kept).toBe(1)
})
