/** What an engine proves of itself before its sockets are used: on loopback, in some milliseconds. */
import type { EngineName } from '../events/engine'

/** What must hold, each in a sentence. */
export const engineChecks = {
  exchange: 'A datagram arrives and its answer comes back, each with the sender’s address',
  order: 'Datagrams arrive whole, in the order of their sends, and none before it was sent',
  cut: 'A datagram longer than the receive size is cut to it, and its full length told',
  buffer: 'SO_RCVBUF is set and read back',
  close: 'A closed socket gives its port free',
  'dead-port': 'A connected socket is told when nobody has its peer’s port (ECONNREFUSED)'
} as const

export type EngineCheckId = keyof typeof engineChecks

export interface EngineCheck {
  id: EngineCheckId
  ok: boolean
  /** What was seen instead; of a check that holds, what is worth knowing of it. Null: nothing. */
  why: string | null
}

export interface EngineProof {
  name: EngineName
  works: boolean
  /** Why it does not work here, in words that follow a colon; null where it does. */
  why: string | null
  /** Empty where there was nothing to try. */
  checks: EngineCheck[]
}

/** Why an engine whose checks are these does not work, or null: the first that failed says it. */
export function whyOfChecks(checks: readonly EngineCheck[]): string | null {
  const failed = checks.find(({ ok }) => !ok)
  if (!failed) return null
  return `its self-test failed at “${engineChecks[failed.id]}” (${failed.why ?? 'it does not hold'})`
}
