import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultContent, defaultSettings } from '#shared/settings'
import { SettingsFile } from './settings-file'
import { tabs } from '#tasks/contract'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-settings-'))
  file = path.join(folder, 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('without a file it is the first start, until something is kept', async () => {
  const settings = new SettingsFile(folder, tabs)
  expect(settings.open()).toEqual({ settings: defaultSettings, place: {}, first: true, setAside: null })
  expect(await settings.keep({ place: { tab: 'task3' } })).toEqual({ ok: true, value: undefined })
  expect(settings.first).toBe(false)
  expect(new SettingsFile(folder, tabs).open()).toMatchObject({ place: { tab: 'task3' }, first: false })
})

test('changes of parts leave the others as they were; of many at once all are kept', async () => {
  const settings = new SettingsFile(folder, tabs)
  const window = { x: 1, y: 2, width: 900, height: 600, maximized: false }
  await Promise.all([
    settings.keep({ settings: { ...defaultSettings, appearance: 'dark' } }),
    settings.keep({ engine: 'node' }),
    settings.keep({ window })
  ])
  expect(new SettingsFile(folder, tabs).content).toEqual({
    ...defaultContent,
    settings: { ...defaultSettings, appearance: 'dark' },
    engine: 'node',
    window
  })
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

for (const damaged of [
  '',
  '{"version":1',
  '{"version":"2"}',
  `{"version":1,"settings":{"appearance":7}}`,
  'x'.repeat(300_000)
]) {
  test(`a damaged file is set aside and stays as it was, and that is told once: ${damaged.slice(0, 40) || '(empty)'}`, async () => {
    writeFileSync(file, damaged)
    const settings = new SettingsFile(folder, tabs)
    expect(settings.content).toEqual(defaultContent)
    const { setAside, first } = settings.open()
    expect(first).toBe(false)
    expect(settings.open().setAside).toBeNull()
    await settings.keep({ engine: 'node' })
    expect(readFileSync(setAside!, 'utf8')).toBe(damaged)
    expect(new SettingsFile(folder, tabs).content).toEqual({ ...defaultContent, engine: 'node' })
  })
}

test('a folder in the place of the file is set aside as well', () => {
  mkdirSync(file)
  const settings = new SettingsFile(folder, tabs)
  expect(settings.content).toEqual(defaultContent)
  expect(settings.open().setAside).toMatch(/settings\.json\.damaged-\d+$/)
})

test('what cannot be written is a fault in words, and holds as long as the app runs', async () => {
  const settings = new SettingsFile(folder, tabs)
  rmSync(folder, { recursive: true })
  expect(await settings.keep({ engine: 'node' })).toMatchObject({
    ok: false,
    fault: { code: 'file/not-written', message: expect.stringContaining('Your settings could not be kept') }
  })
  expect(settings.content.engine).toBe('node')
})

test('a file of a newer form is left as it is, said once, and what is changed holds while the app runs', async () => {
  const newer = '{"version":2,"settings":{"appearance":"dark"},"pages":[1]}'
  writeFileSync(file, newer)
  const settings = new SettingsFile(folder, tabs)
  expect(settings.open()).toEqual({
    settings: defaultSettings,
    place: {},
    first: false,
    setAside: null,
    newer: true
  })
  expect(settings.open()).not.toHaveProperty('newer')
  expect(await settings.keep({ engine: 'node' })).toEqual({ ok: true, value: undefined })
  expect(settings.content.engine).toBe('node')
  expect(readFileSync(file, 'utf8')).toBe(newer)
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

test('names and keys of a newer version are written back as they were, and what is changed is changed', async () => {
  const newer = {
    version: 1,
    settings: { appearance: 'sepia', reopen: true, sounds: { volume: 3 } },
    engine: 'uring',
    place: { tab: 'task5', task5: { view: 'ring' } },
    colours: ['red']
  }
  writeFileSync(file, JSON.stringify(newer))
  const settings = new SettingsFile(folder, tabs)
  expect(settings.content).toEqual(defaultContent)
  expect(settings.open()).toMatchObject({ setAside: null, first: false })
  await settings.keep({ settings: { ...settings.content.settings, reopen: false } })
  await settings.keep({ window: { x: 1, y: 2, width: 900, height: 600, maximized: false } })
  const written = JSON.parse(readFileSync(file, 'utf8')) as typeof newer
  expect(written).toMatchObject({ ...newer, settings: { ...newer.settings, reopen: false } })

  await settings.keep({ engine: 'node', place: { tab: 'task2' } })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    engine: 'node',
    place: { tab: 'task2', task5: { view: 'ring' } },
    settings: { appearance: 'sepia' }
  })
  expect(readdirSync(folder)).toEqual(['settings.json'])
})
