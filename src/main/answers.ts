/** Every response of the app's scheme is made here, so that none leaves without a policy. */

export interface Content {
  body: string | Uint8Array<ArrayBuffer>
  contentType: string
  /** The directives of its Content-Security-Policy. */
  policy: readonly string[]
  /** Whether Chromium may keep it, and what it compiled from it. */
  keep: boolean
}

/** For what is no document of ours: nothing runs or loads in it, it has no origin, and no frame shows it. */
const nothing = [
  "default-src 'none'",
  'sandbox',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
]

function respond(status: number, { body, contentType, policy, keep }: Content): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': contentType,
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      ...(!keep && { 'cache-control': 'no-store' })
    }
  })
}

export const answerWith = (content: Content): Response => respond(200, content)

export const refuse = (status: 404 | 405): Response =>
  respond(status, { body: '', contentType: 'text/plain; charset=utf-8', policy: nothing, keep: false })
