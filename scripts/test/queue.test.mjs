// @ts-check
import { expect, test } from 'vitest'
import { deal, runJobs } from './queue.mjs'

test('each job runs once: at most so many side by side, and those that need to be alone after them, one by one', async () => {
  const jobs = ['a', 'b', 'lonely', 'c', 'lonely too', 'd'].map((name) => ({
    name,
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

test('a free lane takes the next job while another is still busy', async () => {
  const { promise: longJob, resolve: end } = Promise.withResolvers()
  const begun = /** @type {string[]} */ ([])
  const jobs = ['long', 'short', 'last'].map((name) => ({ name, alone: false }))
  await runJobs(jobs, 2, async ({ name }) => {
    begun.push(name)
    if (name === 'long') await longJob
    if (name === 'last') end(undefined)
  })
  expect(begun).toEqual(['long', 'short', 'last'])
})

test('every item is dealt to one hand, and no hand is empty', () => {
  expect(deal(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([
    ['a', 'c', 'e'],
    ['b', 'd']
  ])
  expect(deal(['a'], 3)).toEqual([['a']])
})
