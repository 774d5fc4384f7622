// @ts-check
import { expect, it } from 'vitest'
import { readMachines, withMachine } from './machines.mjs'

const amd =
  '2026-11-28, AMD EPYC, 2 cores, 24 GiB, linux 6.18.\n\n| what | figure |\n|---|---|\n| echo | 2.42 |'
const intel = amd.replace('AMD EPYC', 'Intel Xeon').replace('2.42', '0.92')

it('a section of one machine, as it was written before, is that machine’s', () => {
  expect([...readMachines(amd)]).toEqual([['AMD EPYC', amd]])
})

it('another machine’s figures stand below, and those of before stay', () => {
  const both = withMachine(amd, 'Intel Xeon', intel)
  expect(both).toBe(`### AMD EPYC\n\n${amd}\n\n### Intel Xeon\n\n${intel}`)
  expect([...readMachines(both)]).toEqual([
    ['AMD EPYC', amd],
    ['Intel Xeon', intel]
  ])
})

it('the same machine’s new figures take the place of its old ones', () => {
  const both = withMachine(amd, 'Intel Xeon', intel)
  const again = withMachine(both, 'AMD EPYC', amd.replace('2.42', '2.26'))
  expect(again).toBe(both.replace('2.42', '2.26'))
})

it('an empty section takes its first machine', () => {
  expect([...readMachines('')]).toEqual([])
  expect(withMachine('', 'AMD EPYC', amd)).toBe(`### AMD EPYC\n\n${amd}`)
})
