import { expect, it } from 'vitest'
import { ruleOfVersion, ruleSentences } from './full-rule'

const charge = {
  payloadBytes: 5,
  bytes: 832,
  source: 'measured',
  rule: 'would-exceed',
  kernel: '6.18.44'
} as const

it.each([
  ['6.18.0', 'would-exceed'],
  ['6.18.44-fc-v595', 'would-exceed'],
  ['7.0.1', 'would-exceed'],
  ['6.17.9', 'exceeded'],
  ['6.1.0-18-amd64', 'exceeded'],
  ['5.15.167.4-microsoft-standard-WSL2', 'exceeded'],
  ['unknown', null]
])('of kernel %s the rule is %s', (release, rule) => {
  expect(ruleOfVersion(release)).toBe(rule)
})

it('says the division, the rule, and that the version agrees', () => {
  expect(ruleSentences(charge, 212_992, 256)).toEqual([
    'G / T = 212,992 / 832 = 256, and the queue holds K = 256: it drops a datagram when charged + T would exceed G, as Linux does since 6.18.',
    'The measurement agrees with the version of this kernel (6.18.44).'
  ])
  const older = { ...charge, bytes: 768, rule: 'exceeded', kernel: '6.1.0-18-amd64' } as const
  expect(ruleSentences(older, 212_992, 278)[0]).toContain('= 277.3, and the queue holds K = 278')
})

it('goes by the measurement where the version says otherwise, and where neither rule fits', () => {
  expect(ruleSentences({ ...charge, kernel: '6.6.87' }, 212_992, 256)[1]).toContain('says otherwise')
  expect(ruleSentences({ ...charge, rule: null }, 212_992, 250)).toEqual([
    'G / T = 212,992 / 832 = 256, and the queue holds K = 250: that is neither of the two rules of Linux that this app knows. The model goes by K.'
  ])
})

it('says nothing of a run of version 0.1, or where the system does not tell', () => {
  expect(ruleSentences({ payloadBytes: 5, bytes: 832, source: 'measured' }, 212_992, 256)).toEqual([])
  expect(ruleSentences(null, 65_536, 300)).toEqual([])
})
