// @ts-check
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { userTexts } from './user-texts.mjs'
import { replacedTexts, stumblesIn } from './wording.mjs'

const sources = globSync(['src/**/*.{ts,svelte}', 'resources/**/*.{py,ts,c,h}']).filter(
  (path) => !/\.(test|fixture)\.ts$/.test(path)
)
const documents = ['README.md', ...globSync('docs/*.md')]
const texts = sources.filter((path) => /\.(ts|svelte)$/.test(path)).flatMap(userTexts)

test('the sources are found, and the texts in scripts, attributes and markup', () => {
  expect(sources.length).toBeGreaterThan(400)
  const said = texts.map(({ text }) => text)
  expect(said).toContain('Hello UDP Client')
  expect(said).toContain('Submit answer')
  expect(said).toContain('Close the welcome page')
})

test('no text that was replaced is in a source or a document, not even in a comment', () => {
  const left = [...sources, ...documents].flatMap((path) => {
    const source = readFileSync(path, 'utf8').replace(/\s+(?:\*\s+)?/g, ' ')
    return replacedTexts.filter((text) => source.includes(text)).map((text) => `${path}: ${text}`)
  })
  expect(left).toEqual([])
})

test('a text for readers names who does what, without idioms', () => {
  const found = texts.flatMap(({ file, line, text }) =>
    stumblesIn(text).map((why) => `${file}:${line}: ${why}`)
  )
  expect(found).toEqual([])
})

test.each([
  ['The port is off.', 1],
  ['The run goes on. It ends for ever.', 3],
  ['Nobody tells the client. It simply times out.', 0],
  ['This is set with --item', 0],
  ['whoever foretold that', 2],
  ['CREATE TABLE runs -- NULL while the run goes on', 0]
])('%j stumbles %i times', (text, times) => {
  expect(stumblesIn(text)).toHaveLength(times)
})
