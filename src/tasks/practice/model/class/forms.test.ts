import { expect, it, test } from 'vitest'
import { csvText } from '#shared/csv'
import { failure } from '#shared/fault'
import { gradescopeFault, gradescopeResults } from './gradescope'
import { groupsOf } from './groups'
import { junitXml, xmlText } from './junit'
import { failedAt, passedWhole } from './sample.fixture'
import { submissionDocument } from './submission'
import { groupTable, studentTable } from './table'

const { fault } = failure('lab/failed', 'The check came to no end.', { advice: 'Check it alone.' })

test.each([
  ['a < b & "c" > \'d\'', 'a &lt; b &amp; &quot;c&quot; &gt; &apos;d&apos;'],
  ['\u0000\u001b[2J', '\\x00\\x1b[2J'],
  ['\ud800 \uffff', '\\ud800 \\uffff'],
  ['two\nlines', 'two\nlines'],
  [']]>', ']]&gt;'],
  ['ñ 漢 😀', 'ñ 漢 😀']
])('%j in XML is %j', (text, xml) => {
  expect(xmlText(text)).toBe(xml)
})

it('JUnit has a suite a student, and no failure of what is beyond the exercise', () => {
  const xml = junitXml(
    [
      passedWhole('ada'),
      failedAt('<bob>', 'binds', 'said "\u001b"\nand more'),
      { name: 'eve', file: null, fault }
    ],
    'task1-server'
  )
  expect(xml).toContain('<testsuite name="ada" tests="3" failures="0" errors="0" skipped="1">')
  expect(xml).toContain('<testsuite name="&lt;bob&gt;" tests="3" failures="1" errors="0" skipped="2">')
  expect(xml).toContain('<testsuite name="eve" tests="1" failures="0" errors="1" skipped="0">')
  expect(xml).toContain('message="said &quot;\\x1b&quot;\\nand more"')
  expect(xml.match(/<failure/g)).toHaveLength(1)
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\uff1d1', '\u3000=1'])(
  'a spreadsheet does not run a student who is called %j',
  (name) => {
    const { header, rows } = studentTable([passedWhole(name)])
    expect(csvText(header, rows).split('\r\n')[1]?.replace(/^"/, '')).toMatch(/^'/)
  }
)

it.each(['\t=1', '\r=1', '\n=1'])('what begins with %j is text that begins with a backslash', (name) => {
  const { header, rows } = studentTable([passedWhole(name)])
  expect(csvText(header, rows).split('\r\n')[1]).toMatch(/^\\[trn]=1,/)
})

it('the table has a column a check, and says why somebody was not judged', () => {
  const { header, rows } = studentTable([passedWhole('ada'), { name: 'eve', file: null, fault }])
  expect(header.slice(-4)).toEqual(['binds', 'answers', 'empty', 'why_not_judged'])
  expect(rows[0]).toEqual([
    'ada',
    'ada.py',
    null,
    4,
    4,
    'passed',
    null,
    null,
    'passed',
    'passed',
    'failed',
    null
  ])
  expect(rows[1]).toEqual([
    'eve',
    null,
    null,
    null,
    null,
    'not judged',
    null,
    null,
    null,
    null,
    null,
    fault.message
  ])
  expect(rows.every((row) => row.length === header.length)).toBe(true)
})

it('the table of groups counts and names', () => {
  const groups = groupsOf([failedAt('ada', 'binds', 'Port 1.'), failedAt('bob', 'binds', 'Port 2.')])
  expect(groupTable(groups).rows).toEqual([[2, 'binds', 'title of binds', 'Port ….', 'ada, bob']])
})

it('Gradescope gets points of core checks alone, and both hints', () => {
  const { outcome } = failedAt('ada', 'binds', 'said \u001b[2J')
  expect(gradescopeResults(outcome, 'ada.py')).toEqual({
    score: 0,
    output: 'ada.py',
    tests: [
      {
        name: 'title of binds',
        score: 0,
        max_score: 2,
        status: 'failed',
        output: 'Expected: what is right\nSeen: said \\x1b[2J\nHint 1: first hint\nHint 2: second hint'
      },
      {
        name: 'title of later',
        score: 0,
        max_score: 2,
        status: 'failed',
        output: 'Not checked: needs the other'
      },
      {
        name: 'title of empty (beyond the exercise)',
        score: 0,
        max_score: 0,
        status: 'failed',
        output: 'Not checked: needs the other'
      }
    ]
  })
  const right = gradescopeResults(passedWhole('bob').outcome, '')
  expect(right.score).toBe(right.tests.reduce((sum, { score }) => sum + score, 0))
})

it('Gradescope is told why a submission was not judged', () => {
  expect(gradescopeFault(fault)).toEqual({
    score: 0,
    output: 'This submission was not judged. The check came to no end. Check it alone.',
    tests: []
  })
})

it('the document has the outcome or the fault beside the name', () => {
  expect(submissionDocument(passedWhole('ada'))).toMatchObject({ name: 'ada', file: 'ada.py', passed: true })
  expect(submissionDocument({ name: 'eve', file: null, fault })).toEqual({ name: 'eve', file: null, fault })
})
