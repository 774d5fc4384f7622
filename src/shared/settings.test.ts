import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { JsonObject } from './kept-json'
import {
  defaultContent,
  defaultSettings,
  knownSettings,
  settingsFileSchemaOf,
  terminalTextPx
} from './settings'
import { tabs } from '#tasks/contract'
import { lossDefaults } from '#tasks/loss/model/run'

const full = {
  version: 1,
  settings: { appearance: 'dark', reopen: false, walkthrough: 'hidden', terminalTextPx: 15 },
  engine: 'node',
  place: { tab: 'task4', task4: { view: 'sweep', parameters: lossDefaults } },
  window: { x: -1900, y: 40, width: 1000, height: 700, maximized: true }
} as const

/** As it is read: the file's content, or null when it is damaged. */
const parse = (content: JsonObject) => {
  const parsed = v.safeParse(settingsFileSchemaOf(tabs), knownSettings(content, tabs))
  return parsed.success ? parsed.output : null
}

test('what was written is read again', () => {
  expect(parse(full)).toEqual(full)
  expect(parse(defaultContent)).toEqual(defaultContent)
})

test('what a file of an earlier version does not say has its default, and what it says more is dropped', () => {
  expect(parse({ version: 1 })).toEqual(defaultContent)
  expect(parse({ version: 1, settings: { appearance: 'light', colour: 'red' } })).toEqual({
    ...defaultContent,
    settings: { ...defaultSettings, appearance: 'light' }
  })
})

const { minimum, maximum } = terminalTextPx
for (const [what, content] of [
  ['a later version', { ...full, version: 2 }],
  ['a version that is none', { ...full, version: '2' }],
  ['no version', { settings: {} }],
  ['a colour that is no name', { version: 1, settings: { appearance: '#f0f' } }],
  ['letters too small', { version: 1, settings: { terminalTextPx: minimum - 1 } }],
  ['letters too large', { version: 1, settings: { terminalTextPx: maximum + 1 } }],
  ['half a pixel', { version: 1, settings: { terminalTextPx: 12.5 } }],
  ['an engine that is no name', { version: 1, engine: 7 }],
  ['a tab that is none', { version: 1, place: { tab: '<b>' } }],
  [
    'a run beyond the limits',
    { version: 1, place: { task4: { view: 'run', parameters: { ...lossDefaults, count: 1e9 } } } }
  ],
  ['a window without width', { version: 1, window: { x: 0, y: 0, width: 0, height: 100 } }],
  ['a window at the end of the world', { version: 1, window: { x: 1e9, y: 0, width: 100, height: 100 } }]
] as const) {
  test(`not a file of settings: ${what}`, () => expect(parse(content)).toBeNull())
}

const placeWithoutTab = { task4: full.place.task4 }
for (const [what, content, expected] of [
  ['an engine', { ...full, engine: 'uring' }, { ...full, engine: null }],
  ['a tab', { ...full, place: { ...full.place, tab: 'task5' } }, { ...full, place: placeWithoutTab }],
  [
    'an appearance',
    { ...full, settings: { ...full.settings, appearance: 'sepia' } },
    { ...full, settings: { ...full.settings, appearance: 'system' } }
  ],
  [
    'a view of Task 4',
    { ...full, place: { ...full.place, task4: { ...full.place.task4, view: 'map' } } },
    { ...full, place: { ...full.place, task4: { ...full.place.task4, view: 'run' } } }
  ],
  [
    'a field of Task 4',
    {
      ...full,
      place: { ...full.place, task4: { view: 'sweep', parameters: { ...lossDefaults, jitterMs: 5 } } }
    },
    full
  ],
  [
    'a queue of Task 4',
    {
      ...full,
      place: { tab: 'task4', task4: { view: 'sweep', parameters: { ...lossDefaults, queue: 'fair' } } }
    },
    { ...full, place: { tab: 'task4' } }
  ]
] as const) {
  test(`what a newer version named has its default, and all else holds: ${what}`, () =>
    expect(parse(content)).toEqual(expected))
}
