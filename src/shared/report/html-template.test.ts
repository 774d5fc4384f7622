import { expect, test } from 'vitest'
import { html, joined, trusted } from './html-template'

test('text is escaped, markup of the tag is not, and neither is escaped twice', () => {
  const inner = html`<b>${'<script>'}</b>`
  expect(html`<p title="${'"quoted" & more'}">${inner}</p>`.markup).toBe(
    '<p title="&quot;quoted&quot; &amp; more"><b>&lt;script&gt;</b></p>'
  )
})

test('lists follow each other, numbers are text, and nothing is nothing', () => {
  expect(html`<p>${[html`<i>1</i>`, '<', 2]}|${null}|${[]}</p>`.markup).toBe('<p><i>1</i>&lt;2||</p>')
  expect(joined(['<', html`<i></i>`], '\n').markup).toBe('&lt;\n<i></i>')
  expect(trusted('p > b {}').markup).toBe('p > b {}')
})
