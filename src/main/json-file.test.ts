import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { JsonFile, type JsonFileForm } from './json-file'

const schema = v.object({
  version: v.literal(1),
  colour: v.optional(v.picklist(['red', 'blue']), 'red'),
  sizes: v.optional(v.record(v.string(), v.number()), {})
})
const form: JsonFileForm<typeof schema> = {
  name: 'thing.json',
  schema,
  version: 1,
  empty: { version: 1, colour: 'red', sizes: {} },
  sizeMaximumBytes: 1000,
  notKept: { message: 'The thing could not be kept', advice: 'Make room.' }
}
const blue = { version: 1, colour: 'blue', sizes: { a: 1 } } as const
const empty = { content: form.empty, first: false, setAside: null }

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-json-'))
  file = path.join(folder, 'thing.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const text = (): string => readFileSync(file, 'utf8')

test('without a file it is the first time, and reading makes none', () => {
  expect(new JsonFile(folder, form).read()).toEqual({ ...empty, first: true })
  expect(readdirSync(folder)).toEqual([])
})

test('what was kept is read again, and the folder holds nothing else', async () => {
  expect(await new JsonFile(folder, form).keep(blue)).toEqual({ ok: true, value: undefined })
  expect(new JsonFile(folder, form).read()).toEqual({ ...empty, content: blue })
  expect(readdirSync(folder)).toEqual(['thing.json'])
})

test('one line, or lines for people', async () => {
  await new JsonFile(folder, form).keep(blue)
  expect(text()).toBe('{"version":1,"colour":"blue","sizes":{"a":1}}')
  await new JsonFile(folder, { ...form, indentSpaces: 2 }).keep(blue)
  expect(text()).toBe(`${JSON.stringify(blue, null, 2)}\n`)
})

test('of many at once the first and the last are written, and all of them are answered', async () => {
  const thing = new JsonFile(folder, form)
  const kept = Array.from({ length: 20 }, (_, a) => thing.keep({ ...blue, sizes: { a } }))
  expect(await Promise.all(kept)).toEqual(kept.map(() => ({ ok: true, value: undefined })))
  await thing.settled()
  expect(thing.read().content.sizes).toEqual({ a: 19 })
})

for (const damaged of [
  '',
  '{',
  '{"version":1',
  'version: 1',
  '\u0000',
  '[]',
  'null',
  '{}',
  '{"version":"2"}'
]) {
  test(`damaged, set aside as it was and never overwritten: ${JSON.stringify(damaged)}`, async () => {
    writeFileSync(file, damaged)
    const thing = new JsonFile(folder, form)
    const read = thing.read()
    expect(read).toEqual({ ...empty, setAside: expect.stringMatching(/thing\.json\.damaged-\d+$/) })
    await thing.keep(blue)
    expect(readFileSync(read.setAside!, 'utf8')).toBe(damaged)
    expect(thing.read()).toEqual({ ...empty, content: blue })
  })
}

test('a file beyond the limit is set aside unread', () => {
  writeFileSync(file, JSON.stringify({ ...blue, more: 'x'.repeat(1000) }))
  expect(new JsonFile(folder, form).read().setAside).toMatch(/damaged/)
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^thing\.json\.damaged-\d+$/)])
})

test('a folder of that name is set aside as well', () => {
  mkdirSync(file)
  expect(new JsonFile(folder, form).read().setAside).toMatch(/damaged/)
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^thing\.json\.damaged-\d+$/)])
})

test('a file of a newer form is left as it is, before and after it was read', async () => {
  const newer = '{"version":2,"colour":["green"]}'
  writeFileSync(file, newer)
  const thing = new JsonFile(folder, form)
  expect(await thing.keep(blue)).toEqual({ ok: true, value: undefined })
  expect(thing.read()).toEqual({ ...empty, newer: true })
  expect(await thing.keep(blue)).toEqual({ ok: true, value: undefined })
  expect(text()).toBe(newer)
  expect(readdirSync(folder)).toEqual(['thing.json'])
})

test('keys that are not known stay, also where nothing was read before the first write', async () => {
  const newer = { version: 1, colour: 'red', sizes: { a: 2, b: 3 }, pages: [1] }
  writeFileSync(file, JSON.stringify(newer))
  await new JsonFile(folder, form).keep(blue)
  expect(JSON.parse(text())).toEqual({ ...newer, ...blue })
})

test('a name of a newer version falls to its default, and is written back until it is changed', async () => {
  writeFileSync(file, '{"version":1,"colour":"green"}')
  const known = ({ colour, ...others }: Record<string, unknown>) =>
    colour === 'green' ? others : { ...others, colour }
  const thing = new JsonFile(folder, { ...form, known })
  const { content } = thing.read()
  expect(content.colour).toBe('red')
  await thing.keep({ ...content, sizes: { a: 1 } })
  expect(JSON.parse(text())).toEqual({ version: 1, colour: 'green', sizes: { a: 1 } })
  await thing.keep(blue)
  expect(JSON.parse(text())).toEqual(blue)
})

test('what cannot be written is a fault in words, and the next write is tried again', async () => {
  const thing = new JsonFile(folder, form)
  rmSync(folder, { recursive: true })
  expect(await thing.keep(blue)).toEqual({
    ok: false,
    fault: {
      code: 'file/not-written',
      message: 'The thing could not be kept: thing.json was not written: the folder is gone.',
      advice: 'Make room.',
      errno: 'ENOENT'
    }
  })
  mkdirSync(folder)
  expect(await thing.keep(blue)).toEqual({ ok: true, value: undefined })
  expect(thing.read().content).toEqual(blue)
})
