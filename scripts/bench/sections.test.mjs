// @ts-check
import { expect, it } from 'vitest'
import { readSections, withMachine } from './sections.mjs'

const amd =
  '2026-11-28, AMD EPYC, 2 cores, 24 GiB, linux 6.18.\n\n| what | figure |\n|---|---|\n| echo | 2.42 |'
const intel = amd.replace('AMD EPYC', 'Intel Xeon').replace('2.42', '0.92')
const first = withMachine('', 'AMD EPYC', amd)
const both = withMachine(first, 'Intel Xeon', intel)

it('an empty section takes its first machine', () => {
  expect([...readSections('', '###')]).toEqual([])
  expect(first).toBe(`### AMD EPYC\n\n${amd}`)
})

it('another machine’s figures stand below, and those of before stay', () => {
  expect(both).toBe(`### AMD EPYC\n\n${amd}\n\n### Intel Xeon\n\n${intel}`)
  expect([...readSections(both, '###')]).toEqual([
    ['AMD EPYC', amd],
    ['Intel Xeon', intel]
  ])
})

it('the same machine’s new figures take the place of its old ones', () => {
  const again = withMachine(both, 'AMD EPYC', amd.replace('2.42', '2.26'))
  expect(again).toBe(both.replace('2.42', '2.26'))
})

it('a section ends where the next of its level begins, whatever stands above the first', () => {
  const text = `# Benchmarks\n\nWritten.\n\n## Speeds\n\n${both}\n\n## Sweeps\n\nnone\n`
  expect([...readSections(text, '##')]).toEqual([
    ['Speeds', both],
    ['Sweeps', 'none']
  ])
})
