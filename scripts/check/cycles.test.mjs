import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { circles, withoutTests } from './cycles.mjs'
import { readImports, specifiersIn } from './imports.mjs'

/** @param {Record<string, string[]>} edges */
const graphOf = (edges) => new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)]))

test('a chain is no circle, a circle is told with all of its files', () => {
  expect(circles(graphOf({ a: ['b'], b: ['c'], c: [] }))).toEqual([])
  expect(circles(graphOf({ a: ['b'], b: ['c'], c: ['b', 'd'], d: [] }))).toEqual([['b', 'c']])
  expect(circles(graphOf({ a: ['b'], b: ['a'], c: ['d'], d: ['e'], e: ['c'] }))).toEqual([
    ['a', 'b'],
    ['c', 'd', 'e']
  ])
})

test('a test may import what imports it not', () => {
  expect([
    ...withoutTests(graphOf({ 'a.test.ts': ['a.ts'], 'a.fixture.ts': [], 'a.ts': [] })).keys()
  ]).toEqual(['a.ts'])
})

test('every way to import is seen, and what only looks like one is not', () => {
  const text = `import a from './a'
import {
  type B,
  c
} from '#shared/b'
export * from "./d"
import './e.css'
const f = () => import('./f.svelte')
const words = 'imported from here'`
  expect(specifiersIn(text).sort()).toEqual(['#shared/b', './a', './d', './e.css', './f.svelte'])
})

test('a Svelte file is part of a circle, by its path or by a name of package.json', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'udp-lab-imports-'))
  try {
    mkdirSync(path.join(root, 'src/ui'), { recursive: true })
    writeFileSync(
      path.join(root, 'package.json'),
      JSON.stringify({ imports: { '#ui/*': './src/ui/*.ts', '#ui/*.svelte': './src/ui/*.svelte' } })
    )
    writeFileSync(
      path.join(root, 'src/ui/Panel.svelte'),
      `<script>\n  import { state } from './state.svelte'\n</script>`
    )
    writeFileSync(path.join(root, 'src/ui/state.svelte.ts'), `import { help } from '#ui/help'\n`)
    writeFileSync(path.join(root, 'src/ui/help.ts'), `export const help = () => import('#ui/Panel.svelte')\n`)
    expect(circles(readImports(root))).toEqual([['ui/Panel.svelte', 'ui/help.ts', 'ui/state.svelte.ts']])
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
