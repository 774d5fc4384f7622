import { expect, test } from 'vitest'
import { fenced, markdownText, reportMarkdown } from './markdown'
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
  expect(markdown).toContain('### \\`\\`\\` # x \\| \\<b\\>')
  expect(markdown).toContain('````python\n```')
})

test('pictures are in the one file, each with its run, and their addresses stand at the end', () => {
  const markdown = reportMarkdown(reportOf())
  expect(markdown).toContain('![plain][picture-1]')
  expect(markdown.trimEnd().endsWith('[picture-1]: data:image/png;base64,AQID')).toBe(true)
  expect(markdown.split(`Run ${runOne} · SHA-256 of its events ${'ab'.repeat(32)}`)).toHaveLength(2)
  expect(markdown.split(`Run ${runOne.slice(0, 8)} · events ${'ab'.repeat(8)}`)).toHaveLength(4)
  expect(markdown).toContain('| First lost | 14,136 |')
  expect(markdown).toContain('19,980 lines are left out')
})
