/** Every answer of the app's scheme is made here, so that none leaves without a policy, and given here. */
import type { ProtocolRequest, ProtocolResponse, Session } from 'electron'
import { appScheme } from './addresses'

export interface Content {
  body: string | Uint8Array<ArrayBuffer>
  contentType: string
  /** The directives of its Content-Security-Policy. */
  policy: readonly string[]
  /** Whether Chromium may keep it, and what it compiled from it. */
  keep: boolean
}

export type Answer = Required<Pick<ProtocolResponse, 'statusCode' | 'headers'>> & { data: Buffer }

/** For what is no document of ours: nothing runs or loads in it, it has no origin, and no frame shows it. */
const nothing = [
  "default-src 'none'",
  'sandbox',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
]

const bytesOf = (body: Content['body']): Buffer =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength)

const withPolicy = (statusCode: number, { body, contentType, policy, keep }: Content): Answer => ({
  statusCode,
  headers: {
    'content-type': contentType,
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    ...(!keep && { 'cache-control': 'no-store' })
  },
  data: bytesOf(body)
})

export const answerWith = (content: Content): Answer => withPolicy(200, content)

export const refuse = (statusCode: 404 | 405): Answer =>
  withPolicy(statusCode, { body: '', contentType: 'text/plain; charset=utf-8', policy: nothing, keep: false })

/**
 * From now on this alone answers what asks for the app's scheme in a session. By Electron's older way: the newer one
 * (protocol.handle) makes Requests and Responses of the fetch API, for which Node loads its whole HTTP client while the
 * window waits for its page (decisions/0009).
 */
export function answerScheme(
  { protocol }: Session,
  give: (request: ProtocolRequest) => Answer | Promise<Answer>
): void {
  if (protocol.isProtocolRegistered(appScheme)) protocol.unregisterProtocol(appScheme)
  protocol.registerBufferProtocol(appScheme, (request, answered) => {
    const answer = async (): Promise<Answer> => give(request)
    answer().then(answered, (error: unknown) => {
      console.error('the page of the app', error)
      answered(refuse(404))
    })
  })
}
