/** Endpoints with a past, for the tests of the ladder. */
import type { EndpointAddress } from '../events/address'
import type { EventKindCode, LabEvent } from '../events/batch'
import type { EndpointInfo, LogId, ProgramId } from '../events/endpoint'
import { encodeText } from '../events/payload'
import type { LadderSource } from '../events/socket-spans'

export const at = (port: number): EndpointAddress => ({ address: '127.0.0.1', port })

export type Step = [timeMs: number, kind: EventKindCode, peerPort?: number | undefined, text?: string]

function event([timeMs, kind, peerPort, text]: Step): LabEvent {
  const payload = text === undefined ? null : encodeText(text)
  return {
    kind,
    timeMs,
    peer: peerPort === undefined ? null : at(peerPort),
    payload,
    sizeBytes: payload?.length ?? 0,
    truncated: false
  }
}

let lastId = 0

interface Setting {
  name?: string
  port: number
  open?: boolean
  log?: LogId
  program?: ProgramId
  address?: string
}

export function source(role: 'server' | 'client', setting: Setting, steps: Step[]): LadderSource {
  const { name = role === 'server' ? 'Server' : 'Client 1', port, open = true } = setting
  const local = { address: setting.address ?? '127.0.0.1', port }
  const info: EndpointInfo = {
    id: ++lastId,
    name,
    role,
    log: setting.log ?? role,
    program: { id: setting.program ?? (role === 'server' ? 'message-server' : 'message-client') },
    state: open
      ? { phase: 'open', local, peer: null, buffer: { requestedBytes: null, grantedBytes: null } }
      : { phase: 'closed', local }
  }
  return { info, events: steps.map(event), firstRow: 0, echoes: info.program.id === 'echo-server' }
}

/** A time by which everything has settled. */
export const late = 10_000
