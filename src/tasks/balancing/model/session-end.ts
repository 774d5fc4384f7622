/** How the balancer's events tell why a session ended: the value of a `disconnected`. */
import type { SessionEnd } from './session-table'

export const sessionEndCodes = {
  idle: 1,
  replies: 2,
  evicted: 3,
  'server-down': 4
} as const satisfies Record<SessionEnd, number>
