/** Expected failures are values with a code. Nothing in the app matches on message text. */
import * as v from 'valibot'
import { count, text } from './bounded'
import { escapeHidden } from './hidden'

const faultCodes = [
  'socket/address-in-use',
  'socket/permission-denied',
  'socket/address-not-available',
  'socket/address-not-resolvable',
  'socket/address-family',
  'socket/not-loopback',
  'socket/bad-port',
  'socket/bad-address',
  'socket/message-too-long',
  'socket/connection-refused',
  'socket/unreachable',
  'socket/no-buffer-space',
  'socket/too-many-files',
  'socket/not-open',
  'socket/already-connected',
  'socket/not-connected',
  'socket/closed',
  'socket/no-answer',
  'socket/failed',
  'endpoint/died',
  'endpoint/hung',
  'endpoint/too-many',
  'run/already-running',
  'run/not-running',
  'run/cancelled',
  'run/server-not-listening',
  'input/invalid',
  'file/not-written',
  'file/not-read',
  'file/damaged',
  'file/newer',
  'history/not-written',
  'history/not-read',
  'history/not-found',
  'history/newer',
  'history/unavailable',
  'report/not-printed',
  'lab/refused',
  'lab/busy',
  'lab/no-engine',
  'lab/no-interpreter',
  'lab/failed'
] as const

export type FaultCode = (typeof faultCodes)[number]

/** `message` says what happened and to which endpoint; `advice` says what to do about it. */
export const faultSchema = v.strictObject({
  code: v.picklist(faultCodes),
  message: text(1000),
  advice: v.exactOptional(text(1000)),
  /** The system's own name of the error, e.g. EADDRINUSE. */
  errno: v.exactOptional(text(40)),
  /** A port that was free a moment ago, where one helps. */
  freePort: v.exactOptional(count)
})
export type Fault = v.InferOutput<typeof faultSchema>

export type Result<T> = { ok: true; value: T } | { ok: false; fault: Fault }

export const done: Result<void> = { ok: true, value: undefined }

export function success<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** Names in its sentences come from outside: what is hidden in them is written as escapes. */
export function failure(
  code: FaultCode,
  message: string,
  more: Partial<Omit<Fault, 'code' | 'message'>> = {}
): { ok: false; fault: Fault } {
  const advice = more.advice === undefined ? {} : { advice: escapeHidden(more.advice) }
  return { ok: false, fault: { code, message: escapeHidden(message), ...more, ...advice } }
}

/** The fault as one text: what happened, then what to do. */
export function describeFault(fault: Fault): string {
  return fault.advice ? `${fault.message} ${fault.advice}` : fault.message
}
