/**
 * The class as JUnit XML: a test suite a student, a test case a check. What is not checked is skipped, and so is what fails beyond
 * the exercise: a student whose core checks all pass has no failure.
 */
import { escapeHidden } from '#shared/hidden'
import type { CheckedItem } from '../outcome'
import { type Graded, isChecked } from './submission'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;'
}

/** Line ends stay; characters that XML 1.0 forbids (section 2.2) are among the hidden ones, and become visible escapes. */
export const xmlText = (text: string): string =>
  text
    .split('\n')
    .map(escapeHidden)
    .join('\n')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')

const attribute = (text: string): string => xmlText(escapeHidden(text))

function insideOf({ status, core, expected, seen, hints }: CheckedItem): string {
  if (status === 'passed') return ''
  if (status === 'not-checked') return `<skipped message="Not checked: ${attribute(seen)}"/>`
  if (!core) return `<skipped message="Beyond the exercise, and not passed: ${attribute(seen)}"/>`
  const told = [`expected: ${expected}`, `seen: ${seen}`, ...hints.map((hint) => `hint: ${hint}`)]
  return `<failure type="check" message="${attribute(seen)}">${xmlText(told.join('\n'))}</failure>`
}

const testCase = (suite: string, name: string, inside: string): string =>
  `    <testcase classname="${attribute(suite)}" name="${attribute(name)}">${inside}</testcase>`

const isFailure = ({ core, status }: CheckedItem): boolean => core && status === 'failed'

function suiteOf(graded: Graded): string {
  const { name } = graded
  const suite = (tests: number, failures: number, errors: number, skipped: number, cases: string[]): string =>
    [
      `  <testsuite name="${attribute(name)}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}">`,
      ...cases,
      '  </testsuite>'
    ].join('\n')
  if (!isChecked(graded)) {
    const error = `<error type="${attribute(graded.fault.code)}" message="${attribute(graded.fault.message)}"/>`
    return suite(1, 0, 1, 0, [testCase(name, 'check', error)])
  }
  const { checks } = graded.outcome
  const failures = checks.filter(isFailure).length
  const skipped = checks.filter((item) => item.status !== 'passed' && !isFailure(item)).length
  const cases = checks.map((item) => testCase(name, `${item.id}: ${item.title}`, insideOf(item)))
  return suite(checks.length, failures, 0, skipped, cases)
}

export const junitXml = (graded: readonly Graded[], task: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(task)}">`,
    ...graded.map(suiteOf),
    '</testsuites>',
    ''
  ].join('\n')
