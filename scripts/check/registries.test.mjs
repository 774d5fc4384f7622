// @ts-check
import { expect, test } from 'vitest'
import { leftOut } from './registries.mjs'

/** @param {Record<string, string[]>} imports */
const graph = (imports) => new Map(Object.entries(imports).map(([file, targets]) => [file, new Set(targets)]))

const folder = {
  'tasks/sample/index.ts': [],
  'tasks/sample/lab/part.ts': ['tasks/sample/index.ts'],
  'tasks/sample/view/index.ts': [],
  'tasks/sample/cli/index.ts': []
}
const lines = {
  'tasks/registry.ts': ['tasks/sample/index.ts'],
  'tasks/lab.ts': ['tasks/sample/lab/part.ts'],
  'tasks/view.ts': ['tasks/sample/view/index.ts'],
  'tasks/cli.ts': ['tasks/sample/cli/index.ts']
}

test('a task with a line in each registry is whole', () => {
  expect(leftOut(graph({ ...folder, ...lines }))).toEqual([])
})

test.each(Object.keys(lines))('a task without a line in %s is told', (registry) => {
  expect(leftOut(graph({ ...folder, ...lines, [registry]: [] }))).toEqual([
    `src/tasks/sample has no line in src/${registry}: add it, or take the folder away.`
  ])
})

test('a page without a line is told', () => {
  const page = {
    'pages/report/view.ts': [],
    'pages/view.ts': ['pages/report/view.ts'],
    'pages/other/view.ts': []
  }
  expect(leftOut(graph(page))).toEqual([
    'src/pages/other has no line in src/pages/view.ts: add it, or take the folder away.'
  ])
})
