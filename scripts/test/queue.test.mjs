// @ts-check
import { expect, test } from 'vitest'
import { deal, runJobs } from './queue.mjs'

test('each job runs once: as many side by side as fit, and those that need to be alone after them, one by one', async () => {
  const jobs = ['a', 'b', 'lonely', 'c', 'lonely too', 'd'].map((name) => ({
    name,
    processors: 1,
    alone: name.includes('lonely')
  }))
  const begun = /** @type {string[]} */ ([])
  let beside = 0
  let most = 0
  const outcomes = await runJobs(jobs, 2, async ({ name, alone }) => {
    begun.push(name)
    most = Math.max(most, ++beside)
    if (alone) expect(beside).toBe(1)
    await new Promise((resolve) => setImmediate(resolve))
    beside -= 1
    return `${name} ran`
  })
  expect(begun).toEqual(['a', 'b', 'c', 'd', 'lonely', 'lonely too'])
  expect(most).toBe(2)
  expect([...outcomes]).toEqual(jobs.map((job) => [job, `${job.name} ran`]))
})

test('what waits most of its time leaves room for others, and the first that fits begins when one ends', async () => {
  const { promise: longJob, resolve: end } = Promise.withResolvers()
  const needs = { long: 0.5, whole: 1, waits: 0.5, 'waits too': 0.5, huge: 9 }
  const jobs = Object.entries(needs).map(([name, processors]) => ({ name, processors, alone: false }))
  const begun = /** @type {string[]} */ ([])
  await runJobs(jobs, 2, async ({ name }) => {
    begun.push(name)
    if (name === 'long') await longJob
    if (name === 'waits too') end(undefined)
    if (name !== 'long') await new Promise((resolve) => setImmediate(resolve))
  })
  expect(begun).toEqual(['long', 'whole', 'waits', 'waits too', 'huge'])
})

test('every item is dealt to one hand, and no hand is empty', () => {
  expect(deal(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([
    ['a', 'c', 'e'],
    ['b', 'd']
  ])
  expect(deal(['a'], 3)).toEqual([['a']])
})
