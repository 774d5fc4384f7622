import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { programLanguages, sourcePath } from '#shared/lessons/sources'
import { formsOf } from '#shared/kept/outcome-forms'
import { pageNames } from '../pages/registry'
import { callNames, calls } from './contract'
import { registry, tasks } from './registry'

const twice = (names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) !== index)

test('each task stands under its own id, which no other task and no page has', () => {
  expect(Object.entries(registry).filter(([key, { id }]) => key !== id)).toEqual([])
  expect(twice([...tasks.map(({ id }) => id), ...pageNames]), 'ids that two have').toEqual([])
})

test('no call has the name of another', () => {
  const named = [
    ...Object.keys(calls).filter((name) => !name.includes('.')),
    ...tasks.flatMap(({ id, calls: own }) => Object.keys(own).map((name) => `${id}.${name}`))
  ]
  expect(twice(named), 'names that two calls have').toEqual([])
  expect([...callNames].sort()).toEqual([...named].sort())
})

test('a program and a terminal of a task are of this task alone in its report', () => {
  for (const task of tasks) {
    const { id, programs, logs } = task
    expect(Object.keys(programs).length, id).toBeGreaterThan(0)
    expect(Object.keys(logs).length, id).toBeGreaterThan(0)
    const titles = Object.values(logs).map(({ title }) => title)
    expect(twice(titles), `${id}: titles that two terminals have`).toEqual([])
    for (const { kind, words } of formsOf(task))
      expect(twice(Object.values(words).map(({ label }) => label)), kind).toEqual([])
  }
})

test('no two tasks have outcomes of one kind', () => {
  expect(
    twice(tasks.flatMap((task) => formsOf(task).map(({ kind }) => kind))),
    'kinds that two have'
  ).toEqual([])
})

test('every program that a terminal or a report shows is there, in every language', () => {
  const sources = tasks.flatMap(({ logs, programs, reportedSources }) => [
    ...Object.values(logs).flatMap(({ source }) => source ?? []),
    ...Object.values(programs).flatMap(({ source }) => (typeof source === 'string' ? source : [])),
    ...reportedSources([])
  ])
  expect(sources.length).toBeGreaterThan(0)
  const paths = sources.flatMap((id) => programLanguages.map((language) => sourcePath(id, language)))
  const isThere = (path: string): boolean => existsSync(resolve(import.meta.dirname, '../../resources', path))
  expect(
    paths.filter((path) => !isThere(path)),
    'missing below resources'
  ).toEqual([])
})
