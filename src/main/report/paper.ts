/** A report as a page: nothing in it runs, and nothing comes from elsewhere. */
import { type Answer, answerWith } from '../answers'

const policy = [
  "default-src 'none'",
  // The report brings its one stylesheet along, and its pictures as data.
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'"
]

/** @param more further rules of the page's policy */
export const paperAnswer = (html: string, more: readonly string[]): Answer =>
  answerWith({
    body: html,
    contentType: 'text/html; charset=utf-8',
    policy: [...policy, ...more],
    keep: false
  })
