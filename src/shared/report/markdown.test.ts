import { expect, test } from 'vitest'
import { reportHtml } from './html'
import { reportMarkdown } from './markdown'
import { fenced, markdownText } from './markdown-text'
import { reportOf, runOne } from './report.fixture'

test.each([
  ['<b>x</b>', '\\<b\\>x\\</b\\>'],
  ['[a](javascript:alert(1))', '\\[a\\](javascript:alert(1))'],
  ['![x](http://a)', '!\\[x\\](http://a)'],
  ['# a', '\\# a'],
  ['- a', '\\- a'],
  ['+ a', '\\+ a'],
  ['= a', '\\= a'],
  ['===', '\\==='],
  ['---', '\\---'],
  ['@all', '\\@all'],
  ['1. a', '1\\. a'],
  ['2) a', '2\\) a'],
  ['a | b', 'a \\| b'],
  ['&lt; `x` *y* _z_ ~w~ $v$', '\\&lt; \\`x\\` \\*y\\* \\_z\\_ \\~w\\~ \\$v\\$'],
  ['    code', 'code'],
  ['a\nb', 'a\\\nb'],
  ['a\r\n \n- b', 'a\n\n\\- b'],
  ['a\u202eb', 'a\\\\u202eb'],
  ['  ', '']
])('%j stands for itself', (text, markdown) => {
  expect(markdownText(text)).toBe(markdown)
})

test('a fence is longer than any in the text', () => {
  expect(fenced('a\n````\nb', 'text')).toBe('`````text\na\n````\nb\n`````')
  expect(fenced('a', 'python')).toBe('```python\na\n```')
})

test('a hostile name cannot leave its cell or heading', () => {
  const markdown = reportMarkdown(
    reportOf({ fields: { name: 'a | b\n\n# c <i>' }, text: '```\n# x | <b>\n' })
  )
  expect(markdown).toContain('| Name | a \\| b # c \\<i\\> |')
  expect(markdown).toContain('### Run 1. \\`\\`\\` # x \\| \\<b\\>')
  expect(markdown).toContain('````python\n```')
})

test('pictures are in the one file, each with its run, and their addresses stand at the end', () => {
  const markdown = reportMarkdown(reportOf())
  expect(markdown).toContain('![Run 1. plain][picture-2]\n\n**Figure 2.** Run 1. plain')
  const last = markdown.trimEnd().split('\n').at(-1)!
  const [, svg] = /^\[picture-2\]: data:image\/svg\+xml;base64,(.+)$/.exec(last)!
  expect(Buffer.from(svg!, 'base64').toString()).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(markdown).toContain(`*${runOne.slice(0, 8)} · events ${'ab'.repeat(8)}*`)
  expect(markdown).toContain(`| Run 1. plain | ${runOne} | ${'ab'.repeat(32)} |`)
  expect(markdown).toContain('| First lost | 14,136 |')
  expect(markdown).toContain('19,980 more lines')
})

test('the order is that of the HTML', () => {
  const report = reportOf()
  const titles = [...reportMarkdown(report).matchAll(/^##? (.+)$/gm)].map(([, title]) => title!)
  const html = [...reportHtml(report).matchAll(/<h[12]>([^<]+)<\/h[12]>/g)].map(([, title]) => title!)
  expect(titles).toEqual(html)
})
