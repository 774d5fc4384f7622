/** What one kernel charges or holds is no rule: the app goes by what it measures where it runs. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
/** Charges, capacities and buffers that Linux 5.15 to 6.18 have or had (docs/model.md). */
const figures = /(?<!RFC )\b(?:832|768|896|277|278|279|257|212[,_]?992|425[,_]?984)\b/

/** A line of a comment may give an example; what the program says or computes with may not. */
const isComment = (line: string): boolean => /^\s*(?:\/\/|\*|\/\*|<!--)/.test(line)

test('no source states a figure of one kernel', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const sources = files.filter(
    (file) => /\.(?:ts|svelte)$/.test(file) && !/\.(?:test|fixture)\.ts$/.test(file)
  )
  expect(sources.length).toBeGreaterThan(300)
  const found = sources.flatMap((file) =>
    readFileSync(path.join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        figures.test(line) && !isComment(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []
      )
  )
  expect(found).toEqual([])
})
