/** A report as a page: nothing in it runs, and nothing comes from elsewhere. */

const policy = [
  "default-src 'none'",
  // The report brings its one stylesheet along, and its pictures as data.
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'"
]

/** @param more further rules of the page's policy */
export function paperResponse(html: string, more: readonly string[]): Response {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [...policy, ...more].join('; '),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store'
    }
  })
}
