import { expect, test } from 'vitest'
import { outcomeOf } from '../tasks/explain/outcome.fixture'
import { base64Of } from './base64'
import { figureText, outcomeFigures } from './figures'
import { figuresOf, runsOf } from './report'
import { reportOf } from './report.fixture'

test('every figure of the report is named, with its run', () => {
  const figures = figuresOf(reportOf())
  expect(figures).toContainEqual({ runId: 'run-one', name: 'clients', value: 3 })
  expect(figures).toContainEqual({ runId: 'run-four', name: 'ledger.lostRequests', value: 63 })
  expect(figures).toContainEqual({ runId: 'run-four', name: 'kernelDrops.server', value: 63 })
  expect(new Set(figures.map(({ runId, name }) => `${runId} ${name}`)).size).toBe(figures.length)
})

test('a run that two sections show counts once', () => {
  const report = reportOf()
  report.sections.push(report.sections[0]!)
  expect(runsOf(report).map(({ stamp }) => stamp.runId)).toEqual(['run-one', 'run-four'])
})

test('what is not known, what is none, and the default are told apart', () => {
  const figures = outcomeFigures(outcomeOf({ kernelDrops: { server: null, client: 0 } }))
  const text = (name: string): string => figureText(figures.find((figure) => figure.name === name)!)
  expect(text('kernelDrops.server')).toBe('not known')
  expect(text('kernelDrops.client')).toBe('0')
  expect(text('ledger.firstLost')).toBe('none')
  expect(text('buffers.server.requested')).toBe('system’s default')
  expect(text('buffers.client.granted')).toBe('800,000')
})

test('base64 of bytes longer than a piece', () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => index % 251)
  expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'))
})
