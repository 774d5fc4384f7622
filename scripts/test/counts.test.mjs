// @ts-check
import { expect, test } from 'vitest'
import { closingLines, countPlaywright, countVitest } from './counts.mjs'

const counts = { passed: 3, failed: 0, failures: [], skipped: [], flaky: [] }

test('skipped and todo tests of vitest are named', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'one', failureMessages: [] },
    { status: 'passed', fullName: ' shakes', failureMessages: ['Error: refused\n    at x'] },
    { status: 'skipped', fullName: ' with nc' },
    { status: 'todo', fullName: 'later' },
    { status: 'failed', fullName: ' loses', failureMessages: ['AssertionError: expected 1\n    at x'] },
    { status: 'failed', fullName: 'hangs' }
  ]
  const report = { numPassedTests: 2, numFailedTests: 2, testResults: [{ assertionResults }] }
  expect(countVitest(report)).toEqual({
    passed: 2,
    failed: 2,
    failures: ['loses: AssertionError: expected 1', 'hangs'],
    skipped: ['with nc', 'later'],
    flaky: ['shakes: Error: refused']
  })
  expect(countVitest(null)).toBeNull()
})

test('skipped tests of Playwright are named with their reason, flaky ones apart', () => {
  const spec = (/** @type {string} */ title, /** @type {object} */ told) => ({ title, tests: [told] })
  const report = {
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 },
    suites: [
      {
        specs: [
          spec('shaky', { status: 'flaky' }),
          spec('draws', {
            status: 'unexpected',
            results: [{}, { error: { message: '\u001b[31mError: not found\u001b[39m\nCall log:' } }]
          })
        ],
        suites: [
          {
            specs: [
              spec('packs', { status: 'skipped', annotations: [{ type: 'skip', description: 'no fpm' }] })
            ]
          }
        ]
      }
    ]
  }
  expect(countPlaywright(report)).toEqual({
    passed: 5,
    failed: 1,
    failures: ['draws: Error: not found'],
    skipped: ['packs (no fpm)'],
    flaky: ['shaky']
  })
  expect(countPlaywright({ notRun: 'no user namespaces' })).toMatchObject({
    passed: 0,
    skipped: ['no user namespaces']
  })
  expect(countPlaywright({})).toBeNull()
})

test('the last line holds the numbers alone', () => {
  expect(closingLines([{ name: 'unit', code: 0, counts }])).toEqual({
    failed: 0,
    lines: ['3 passed, 0 failed']
  })
})

test('skipped tests are named in the line before the last and counted in the last', () => {
  const { lines } = closingLines([
    { name: 'window', code: 0, counts: { ...counts, skipped: ['packs (no fpm)'] } }
  ])
  expect(lines).toEqual(['skipped: window: packs (no fpm)', '3 passed, 0 failed, 1 skipped'])
})

test('a check that fails, a suite that fails without a failed test, and one without a report are a failure each', () => {
  const { failed, lines } = closingLines([
    { name: 'lint', code: 1, counts: undefined },
    { name: 'unit', code: 1, counts },
    { name: 'window', code: 0, counts: null },
    { name: 'loopback', code: 1, counts: { ...counts, failed: 2, failures: ['a: b', 'c'] } }
  ])
  expect(failed).toBe(5)
  expect(lines).toEqual([
    'failed: loopback: a: b',
    'failed: loopback: c',
    'not passed: lint, unit, window, loopback',
    'could not run: window',
    '6 passed, 5 failed'
  ])
})

test('parts of a suite are summed up under its one name, and a part that could not run is named', () => {
  const { failed, lines } = closingLines([
    { name: 'window', part: 'window 1', code: 1, counts: { ...counts, failed: 2 } },
    { name: 'window', part: 'window 2', code: 1, counts: null },
    { name: 'window', part: 'window alone', code: 0, counts }
  ])
  expect(failed).toBe(3)
  expect(lines).toEqual(['not passed: window', 'could not run: window 2', '6 passed, 3 failed'])
})
