// @ts-check
/** What a suite's report says, and the lines that sum all suites up. Pure: reports in, counts and text out. */
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures names of tests that failed, each with the first line of what it said
 * @property {string[]} skipped names, with the reason where the report tells one
 * @property {string[]} flaky names of tests that passed only when tried again
 */

/** @type {Counts} */
const nothing = { passed: 0, failed: 0, failures: [], skipped: [], flaky: [] }

/** Of a suite that was not run. @param {string} why @returns {Counts} */
export const skippedWhole = (why) => ({ ...nothing, skipped: [why] })

/** @param {any} report of vitest, or null @returns {Counts | null} null: the suite could not run */
export function countVitest(report) {
  if (typeof report?.numPassedTests !== 'number') return null
  const tests = (report.testResults ?? []).flatMap((/** @type {any} */ file) => file.assertionResults ?? [])
  const skipped = tests.filter((/** @type {any} */ { status }) =>
    ['pending', 'skipped', 'todo'].includes(status)
  )
  const failed = tests.filter((/** @type {any} */ { status }) => status === 'failed')
  // What a first try said stays with a test that passed at the second.
  const flaky = tests.filter(
    (/** @type {any} */ { status, failureMessages }) => status === 'passed' && failureMessages?.length > 0
  )
  const named = (/** @type {any} */ { fullName, failureMessages }) =>
    failure(fullName.trim(), failureMessages?.[0])
  return {
    ...nothing,
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    failures: failed.map(named),
    skipped: skipped.map((/** @type {any} */ { fullName }) => fullName.trim()),
    flaky: flaky.map(named)
  }
}

/** @param {any} report of Playwright, or null @returns {Counts | null} null: the suite could not run */
export function countPlaywright(report) {
  if (typeof report?.notRun === 'string') return skippedWhole(report.notRun)
  if (typeof report?.stats?.expected !== 'number') return null
  const tests = testsIn(report.suites ?? [])
  const named = (/** @type {string} */ status) =>
    tests.filter((test) => test.status === status).map(({ name }) => name)
  const { expected, unexpected, flaky } = report.stats
  return {
    passed: expected + flaky,
    failed: unexpected,
    failures: tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ name, message }) => failure(name, message)),
    skipped: named('skipped'),
    flaky: named('flaky')
  }
}

/** @param {string} name @param {unknown} message with the colours that it was printed in */
function failure(name, message) {
  const first = stripVTControlCharacters(typeof message === 'string' ? message : '').split('\n')[0]
  return first ? `${name}: ${first}` : name
}

/** @param {any[]} suites @returns {{ name: string, status: string, message?: string }[]} */
function testsIn(suites) {
  return suites.flatMap((suite) => [
    ...testsIn(suite.suites ?? []),
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests.map((/** @type {any} */ { status, annotations = [], results = [] }) => {
        const reason = annotations.find((/** @type {any} */ { type }) => type === 'skip')?.description
        const name = reason ? `${spec.title} (${reason})` : spec.title
        return { status, name, message: results.at(-1)?.error?.message }
      })
    )
  ])
}

/**
 * The closing lines: each test that failed, and why; what was not passed, flaky or skipped by name, and last the numbers alone.
 *
 * @param {readonly { name: string, part?: string, code: number, counts: Counts | null | undefined }[]} suites a suite of
 *   several parts stands there once for each, under its one name; counts undefined: a check that counts no tests; null: no
 *   report of it
 */
export function closingLines(suites) {
  const total = {
    passed: 0,
    failed: 0,
    failures: /** @type {string[]} */ ([]),
    skipped: /** @type {string[]} */ ([]),
    flaky: /** @type {string[]} */ ([])
  }
  /** @type {Set<string>} */
  const broken = new Set()
  const notRun = []
  for (const { name, part = name, code, counts } of suites) {
    if (counts === null) notRun.push(part)
    const { passed, failed, skipped, flaky } = counts ?? nothing
    total.passed += passed
    // A suite that fails without a failed test (a file that does not load, a check) is one failure.
    const failures = failed > 0 ? failed : code !== 0 || counts === null ? 1 : 0
    total.failed += failures
    if (failures > 0) broken.add(name)
    total.failures.push(...(counts ?? nothing).failures.map((test) => `failed: ${name}: ${test}`))
    total.skipped.push(...skipped.map((test) => `${name}: ${test}`))
    total.flaky.push(...flaky.map((test) => `${name}: ${test}`))
  }
  const told = (/** @type {string} */ what, /** @type {string[]} */ names) =>
    names.length > 0 ? [`${what}: ${names.join(', ')}`] : []
  const skipped = total.skipped.length > 0 ? `, ${total.skipped.length} skipped` : ''
  return {
    failed: total.failed,
    lines: [
      ...total.failures,
      ...told('not passed', [...broken]),
      ...told('could not run', notRun),
      ...told('flaky', total.flaky),
      ...told('skipped', total.skipped),
      `${total.passed} passed, ${total.failed} failed${skipped}`
    ]
  }
}
