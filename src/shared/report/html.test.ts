import { expect, test } from 'vitest'
import { reportHtml } from './html'
import { cssString } from './html-header'
import { escapeHtml } from './html-template'
import { reportOf, runFour, runOne } from './report.fixture'

/** Without what only breaks its lines. */
const dense = (html: string): string =>
  html.replaceAll(/\s+/g, ' ').replaceAll(' >', '>').replaceAll('> <', '><')

const hostile = `<script>alert(1)</script><img src=x onerror="alert(2)">&amp;'"</pre></style>`

test('markup in any text is text, in drawings as well', () => {
  const fields = { name: hostile, registrationNumber: hostile, course: hostile, date: hostile }
  const html = reportHtml(reportOf({ fields, answer: hostile, text: hostile }))
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<img')
  expect(html.match(/<svg/g)).toHaveLength(2)
  expect(html.match(/<\/style>/g)).toHaveLength(1)
  expect(html.split('&lt;script&gt;alert(1)&lt;/script&gt;').length).toBeGreaterThan(12)
  expect(html).toContain('&amp;amp;&#39;&quot;')
})

test('a name cannot end the string of the style sheet that it heads the pages by', () => {
  expect(cssString('Ada "B" \\ </style>\n}')).toBe('"Ada \\22 B\\22  \\5c  \\3c \\2f style\\3e \\a \\7d "')
  expect(reportHtml(reportOf({ fields: { name: 'Ada' } }))).toContain('@top-left { content: "Ada \\b7  UDP')
})

test('marks that turn text round are shown, and scripts from right to left stay', () => {
  expect(escapeHtml('a\u202eb')).toBe('a\\u202eb')
  expect(escapeHtml('سلام می\u200cکنم')).toBe('سلام می\u200cکنم')
  expect(escapeHtml('\ud800 \u0000')).toBe('\ufffd \\u0000')
  const html = reportHtml(reportOf({ fields: { name: 'שלום' } }))
  expect(html).toContain('<bdi>שלום</bdi>')
})

test('one file: no address, no script, a policy of its own, and drawings in place of pictures', () => {
  const html = reportHtml(reportOf())
  expect(html).not.toMatch(/https?:|javascript:|@import|url\(|data:image/)
  expect(html).toContain("default-src 'none'")
})

test('each run has its number, its id and its hash; cuts and empty answers are said', () => {
  const html = dense(reportHtml(reportOf({ answer: ' \n ' })))
  for (const [number, id] of [runOne, runFour].entries()) {
    expect(html).toContain(`<h3>Run ${number + 1}. `)
    expect(html).toContain(`Run ${number + 1}<br /><code>${id.slice(0, 8)}</code>`)
    expect(html).toContain(`</bdi><code>${id.slice(0, 8)}</code></h3>`)
    expect(html).toContain(`<td><code>${id}</code></td><td><code>${'ab'.repeat(32)}</code></td>`)
  }
  expect(html).toContain('19,980 more lines')
  expect(html).toContain('Not answered.')
  expect(html).toContain('<td>14,136</td>')
  expect(html).toContain('<td>0.315 %</td>')
  expect(html).toContain('<td>default</td><td></td>')
  expect(html).toContain('linux 6.18.44')
  expect(html).toContain('2 × A processor')
  expect(html).toContain('1.2 Can it answer everyone?')
})

test('the first page: what the runs measured, the widest picture once, and what was predicted', () => {
  const html = dense(reportHtml(reportOf()))
  const first = html.slice(html.indexOf('<header'), html.indexOf('</header>'))
  expect(first).toContain('Run 1: plain Run 2: 19,937 of 20,000 numbers came back.')
  expect(first).toContain('aria-label="wide"')
  expect(html).not.toContain('aria-label="half"')
  expect(first).toContain('<b>Figure 1.</b> Run 2. A queue.')
  expect(html).toContain('<b>Figure 2.</b> Run 1. plain')
  expect(first).toMatch(/15,000<\/td><td>15,693<\/td><td>14,136/)
  expect(html).toContain('<b>Evidence:</b> Run 1, figure 2. plain')
})

test('an emulated run says so wherever it is named', () => {
  const html = dense(reportHtml(reportOf({ isEmulated: true })))
  expect(html).toContain('<h3>Run 2 (emulated queue). ')
  expect(html).toContain('<b>Figure 1.</b> Run 2 (emulated queue). A queue.')
  expect(html).toContain('Run 2 (emulated queue): 19,937 of')
  expect(html).toContain(`<code>${runFour.slice(0, 8)}</code><br />emulated queue`)
  expect(html.replaceAll('Run 2 (emulated queue)', '')).not.toMatch(/Run 2[^<]/)
})

test('what was not given is said', () => {
  expect(reportHtml(reportOf({ fields: { course: '  ' } }))).toContain('not given')
})
