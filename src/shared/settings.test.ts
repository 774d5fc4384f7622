import { expect, test } from 'vitest'
import { defaultContent, defaultSettings, parseSettings, terminalTextPx } from './settings'
import { task4Defaults } from './tasks/task4'

const full = {
  version: 1,
  settings: { appearance: 'dark', reopen: false, walkthrough: 'hidden', terminalTextPx: 15 },
  engine: 'node',
  place: { tab: 'task4', task4: { view: 'sweep', parameters: task4Defaults } },
  window: { x: -1900, y: 40, width: 1000, height: 700, maximized: true }
} as const

const parse = (content: unknown) => parseSettings(JSON.stringify(content))

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
  ['no version', { settings: {} }],
  ['a list', []],
  ['null', null],
  ['a colour that is none', { version: 1, settings: { appearance: 'pink' } }],
  ['letters too small', { version: 1, settings: { terminalTextPx: minimum - 1 } }],
  ['letters too large', { version: 1, settings: { terminalTextPx: maximum + 1 } }],
  ['half a pixel', { version: 1, settings: { terminalTextPx: 12.5 } }],
  ['an engine that is none', { version: 1, engine: 'steam' }],
  ['a tab that is none', { version: 1, place: { tab: '<b>' } }],
  [
    'a run beyond the limits',
    { version: 1, place: { task4: { view: 'run', parameters: { ...task4Defaults, count: 1e9 } } } }
  ],
  ['a window without width', { version: 1, window: { x: 0, y: 0, width: 0, height: 100 } }],
  ['a window at the end of the world', { version: 1, window: { x: 1e9, y: 0, width: 100, height: 100 } }]
] as const) {
  test(`not a file of settings: ${what}`, () => expect(parse(content)).toBeNull())
}

for (const text of ['', '{', '{"version":1', 'version: 1', '\u0000'])
  test(`not even JSON: ${JSON.stringify(text)}`, () => expect(parseSettings(text)).toBeNull())
