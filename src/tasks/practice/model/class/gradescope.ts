/** Gradescope's results.json (its documentation, "Autograder Specifications"). */
import { describeFault, type Fault } from '#shared/fault'
import { escapeHidden } from '#shared/hidden'
import type { CheckedItem, CheckOutcome } from '../outcome'

interface GradescopeTest {
  name: string
  score: number
  max_score: number
  status: 'passed' | 'failed'
  output: string
}

export interface GradescopeResults {
  score: number
  output: string
  tests: GradescopeTest[]
}

function outputOf({ status, expected, seen, hints }: CheckedItem): string {
  if (status === 'passed') return `Seen: ${seen}`
  if (status === 'not-checked') return `Not checked: ${seen}`
  return [
    `Expected: ${expected}`,
    `Seen: ${seen}`,
    ...hints.map((hint, index) => `Hint ${index + 1}: ${hint}`)
  ].join('\n')
}

const lines = (text: string): string => text.split('\n').map(escapeHidden).join('\n')

function testOf(item: CheckedItem): GradescopeTest {
  const { title, core, points, status } = item
  return {
    name: core ? title : `${title} (beyond the exercise)`,
    score: core && status === 'passed' ? points : 0,
    max_score: core ? points : 0,
    status: status === 'passed' ? 'passed' : 'failed',
    output: lines(outputOf(item))
  }
}

/** @param told what stands above the tests */
export const gradescopeResults = ({ score, checks }: CheckOutcome, told: string): GradescopeResults => ({
  score,
  output: lines(told),
  tests: checks.map(testOf)
})

/** A student who gets no results learns nothing: a submission that could not be judged has some too. */
export const gradescopeFault = (fault: Fault): GradescopeResults => ({
  score: 0,
  output: `This submission was not judged. ${describeFault(fault)}`,
  tests: []
})
