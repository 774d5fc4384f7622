import { expect, test } from 'vitest'
import { reportHtml } from './html'
import { escapeHtml } from './html-template'
import { reportOf, runFour, runOne } from './report.fixture'

const hostile = `<script>alert(1)</script><img src=x onerror="alert(2)">&amp;'"</pre></style>`

test('markup in any text is text', () => {
  const fields = { name: hostile, registrationNumber: hostile, course: hostile, date: hostile }
  const html = reportHtml(reportOf({ fields, answer: hostile, text: hostile }))
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<img src=x')
  expect(html.match(/<img /g)).toHaveLength(1)
  expect(html.match(/<\/style>/g)).toHaveLength(1)
  expect(html.split('&lt;script&gt;alert(1)&lt;/script&gt;')).toHaveLength(14)
  expect(html).toContain('&amp;amp;&#39;&quot;')
})

test('marks that turn text round are shown, and scripts from right to left stay', () => {
  expect(escapeHtml('a\u202eb')).toBe('a\\u202eb')
  expect(escapeHtml('سلام می\u200cکنم')).toBe('سلام می\u200cکنم')
  expect(escapeHtml('\ud800 \u0000')).toBe('\ufffd \\u0000')
  const html = reportHtml(reportOf({ fields: { name: 'שלום' } }))
  expect(html).toContain('<bdi>שלום</bdi>')
})

test('one file: no address but data: URLs, no script, a policy of its own', () => {
  const html = reportHtml(reportOf())
  expect(html).not.toMatch(/https?:|javascript:|@import|url\(/)
  expect(html).toContain('src="data:image/png;base64,AQID"')
  expect(html).toContain("default-src 'none'")
})

test('figures carry the run and its hash; cuts and empty answers are said', () => {
  const html = reportHtml(reportOf({ answer: ' \n ' }))
  // Whole once at its head, and in the table of all runs; the beginning of both beside terminals, picture and table.
  expect(html.split(`Run ${runOne} · SHA-256 of its events ${'ab'.repeat(32)}`)).toHaveLength(2)
  expect(html.split(`Run ${runOne.slice(0, 8)} · events ${'ab'.repeat(8)}`)).toHaveLength(4)
  expect(html.split(`Run ${runFour} · SHA-256 of its events ${'ab'.repeat(32)}`)).toHaveLength(2)
  expect(html.split(`Run ${runFour.slice(0, 8)} · events ${'ab'.repeat(8)}`)).toHaveLength(2)
  expect(html.split('ab'.repeat(32))).toHaveLength(5)
  expect(html).toContain('19,980 lines are left out')
  expect(html).toContain('Not answered.')
  expect(html).toContain('<td>14,136</td>')
  expect(html).toContain('<td>0.315 %</td>')
  expect(html).toContain('<td>default</td><td></td>')
  expect(html).toContain('linux 6.18.44')
  expect(html).toContain('2 × A processor')
  expect(html).toContain('1.2 Can it answer everyone?')
})

test('what was not given is said', () => {
  expect(reportHtml(reportOf({ fields: { course: '  ' } }))).toContain('not given')
})
