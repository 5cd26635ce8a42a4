import { beforeEach, expect, test } from 'vitest'
import type { LabelKeeper, LabelRecord } from '../../storage/label-project.ts'
import type { LabelPicture } from './label-edits.ts'
import { LabelSaving, type SavingReport } from './label-saving.ts'

let records: Map<number, LabelRecord>
let writes: string[]
let room: number
let failing: DOMException | null
let report: SavingReport

const store: LabelKeeper = {
  async add(picture) {
    if (failing) throw failing
    writes.push(`add ${picture.id}`)
    records.set(picture.id, picture)
  },
  async change(pictures) {
    await new Promise((done) => setTimeout(done, 1))
    if (failing) throw failing
    writes.push(`change ${pictures.map(({ id }) => id).join()}`)
    for (const picture of pictures) records.set(picture.id, picture)
  },
  async remove(ids) {
    writes.push(`remove ${ids.join()}`)
    for (const id of ids) records.delete(id)
  },
  load: async () => [],
  room: async () => room,
}

beforeEach(() => {
  records = new Map()
  writes = []
  room = 1e9
  failing = null
})

const picture = (id: number): LabelPicture => ({
  id,
  name: `${id}.png`,
  width: 9,
  height: 9,
  faces: [],
  done: false,
  file: new Blob(['x'.repeat(1000)]),
})
const keeping = (kept: readonly LabelPicture[] = []) => new LabelSaving(store, kept, (news) => (report = news))
const full = () => new DOMException('', 'QuotaExceededError')

test('pictures, changes and removals reach the store; the file is written once', async () => {
  const saving = keeping()
  const first = picture(1)
  await saving.follow([first, picture(2)])
  const two = picture(2)
  await saving.follow([{ ...first, done: true }, two])
  expect(records.get(1)).toMatchObject({ done: true })
  expect('file' in (records.get(1) ?? {})).toBe(false)
  await saving.follow([two])
  expect(writes.filter((write) => write.startsWith('add'))).toEqual(['add 1', 'add 2'])
  expect(writes.at(-1)).toBe('remove 1')
  expect(report).toEqual({ unsaved: 0, trouble: null })
})

test('many changes in a row become few writes, and the last one is there', async () => {
  const first = picture(1)
  const saving = keeping([first])
  let last = Promise.resolve()
  for (let at = 1; at <= 50; at++) last = saving.follow([{ ...first, width: at }])
  expect(report.unsaved).toBe(1)
  await last
  expect(records.get(1)?.width).toBe(50)
  expect(writes.length).toBeLessThanOrEqual(2)
  expect(report.unsaved).toBe(0)
})

test('no room for pictures is said before anything is lost, and room that is made is used', async () => {
  room = 64e6 + 10
  const saving = keeping()
  await saving.follow([picture(1)])
  expect(records.size).toBe(0)
  expect(report.unsaved).toBe(1)
  expect(report.trouble).toMatch(/will not survive a reload.*Save the project as a zip/)
  room = 1e9
  await saving.retry()
  expect(records.size).toBe(1)
  expect(report).toEqual({ unsaved: 0, trouble: null })
})

test('a store that is full says so, and the change is written once it can be', async () => {
  const first = picture(1)
  const saving = keeping([first])
  failing = full()
  await saving.follow([{ ...first, done: true }])
  expect(report).toMatchObject({ unsaved: 1, trouble: expect.stringMatching(/no room left for your last changes/) })
  failing = null
  await saving.follow([{ ...first, done: true, width: 7 }])
  expect(records.get(1)).toMatchObject({ done: true, width: 7 })
  expect(report).toEqual({ unsaved: 0, trouble: null })
})
