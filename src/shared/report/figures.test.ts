import * as v from 'valibot'
import { expect, test } from 'vitest'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { base64Of } from './base64'
import { messageFigures } from '../kept/run-figures'
import { runFileReportSchema } from '../kept/run-file-report'
import { lossFigures, lossWords } from '#tasks/loss/model/figures'
import { figureRows } from './figures'
import { runsOf } from './report'
import { reportOf, runFour, runOne } from './report.fixture'
import { runFileReport } from './run-file'

const stated = (outcome = outcomeOf()) => ({ events: 4, durationMs: 5, ...lossFigures(outcome) })

test('the report file states every figure that is printed, with its run, and each run with its hash', () => {
  const report = runFileReport(reportOf())
  const { figures } = report
  expect(figures).toContainEqual({ runId: runOne, name: 'clients', value: 3 })
  expect(figures).toContainEqual({ runId: runFour, name: 'lostRequests', value: 63 })
  expect(figures).toContainEqual({ runId: runFour, name: 'kernelDropsAtServer', value: 63 })
  expect(new Set(figures.map(({ runId, name }) => `${runId} ${name}`)).size).toBe(figures.length)
  expect(report.runs).toEqual([runOne, runFour].map((id) => ({ id, hash: 'ab'.repeat(32) })))
  expect(report.answers).toEqual({ 'task1/everyone': 'Yes.' })
  expect(v.parse(runFileReportSchema, report)).toEqual(report)
})

test('every figure that a run may have has words of its own', () => {
  const ofRun = stated(outcomeOf({ guess: 3 }))
  const ofSession = messageFigures({ batches: [], endpoints: [] })
  const rows = figureRows(ofRun, lossWords)
  for (const { name, label } of figureRows(ofSession, null)) expect(label, name).not.toBe(name)
  for (const { name, label } of rows) expect(label, name).not.toBe(name)
  expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length)
  // Only the emulated queue, which was not there, has no row.
  expect(rows.length).toBe(Object.keys(ofRun).length - 1)
  expect(figureRows({ later: 1 }, null)).toEqual([
    { name: 'later', label: 'later', value: 1, text: '1', unit: '' }
  ])
})

test('a run that two sections show counts once', () => {
  const report = reportOf()
  report.sections.push(report.sections[0]!)
  expect(runsOf(report).map(({ stamp }) => stamp.runId)).toEqual([runOne, runFour])
})

test('what is not known, what is none, and the default are told apart', () => {
  const figures = figureRows(stated(outcomeOf({ kernelDrops: { server: null, client: 0 } })), lossWords)
  const text = (name: string): string => figures.find((figure) => figure.name === name)!.text
  expect(text('kernelDropsAtServer')).toBe('not known')
  expect(text('kernelDropsAtClient')).toBe('0')
  expect(text('firstLost')).toBe('none')
  expect(text('askedBytesOfServer')).toBe('default')
  expect(text('grantedBytesOfClient')).toBe('800,000')
})

test('base64 of bytes longer than a piece', () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => index % 251)
  expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'))
})
