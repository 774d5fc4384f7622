// @ts-check
import { expect, test, vi } from 'vitest'
import { whyLeftOut } from './left-out.mjs'
import { allJobs } from './suites.mjs'

const repeat = { what: 'loopback on the other engine', withinMinutes: 9 }
const minute = 60_000

test('a repeat that CI comes to in time is run, later it is left out, in words', () => {
  expect(whyLeftOut(repeat, 9 * minute, true)).toBeNull()
  expect(whyLeftOut(repeat, 12 * minute, true)).toBe(
    'all (loopback on the other engine: this machine came to it after 12 min, later than the 9 min that leave time for it)'
  )
})

test('by hand everything runs, and what is no repeat runs everywhere', () => {
  expect(whyLeftOut(repeat, 60 * minute, false)).toBeNull()
  expect(whyLeftOut(undefined, 60 * minute, true)).toBeNull()
})

test('what may be left out is run in another way by a job that may not', () => {
  vi.stubEnv('npm_execpath', 'npm-cli.js')
  const jobs = allJobs()
  const names = jobs.filter(({ repeat }) => repeat).map(({ name }) => name)
  expect(names).toEqual(['loopback-node', 'window again', 'plain user'])
  const always = jobs.filter(({ repeat }) => !repeat).map(({ name }) => name)
  expect(always).toEqual(expect.arrayContaining(['loopback', 'window long', 'window 1']))
  vi.unstubAllEnvs()
})
