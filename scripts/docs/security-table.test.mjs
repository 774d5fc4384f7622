// @ts-check
/** The table of docs/security.md: each test that it names exists, and what is shown by the sources alone is so. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../electron/project.mjs'

const read = (/** @type {string} */ file) => readFileSync(path.join(projectFolder, file), 'utf8')

/** Rows of the checklist: the number of the item, and what stands behind it. */
const rows = [...read('docs/security.md').matchAll(/^\| (\d+)\. ([^|]+)\|([^|]+)\|([^|]+)\|$/gm)].map(
  (row) => ({
    item: Number(row[1]),
    shownBy: (row[4] ?? '').trim()
  })
)

test('all twenty items have a row, in order', () => {
  expect(rows.map(({ item }) => item)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})

test.each(rows)('item $item names tests that exist, or says that there is none', ({ shownBy }) => {
  const named = [...shownBy.matchAll(/`([^`]+\.(?:spec|test)\.(?:ts|mjs))`: _([^_]+)_/g)]
  if (named.length === 0) expect(shownBy).toBe('No test.')
  for (const [, file = '', title = ''] of named) {
    expect(read(file)).toMatch(new RegExp(`test\\(\\s*(['"\`])${RegExp.escape(title)}\\1`))
  }
})

test('the app opens nothing outside and no file address', () => {
  const sources = readdirSync(path.join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|html)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => ({ name, text: read(path.join('src', name)) }))
  expect(sources.length).toBeGreaterThan(100)
  for (const pattern of [/\bopenExternal\b/, /\.loadFile\(/, /['"`]file:\/\//]) {
    expect(sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([])
  }
})
