/** Which implementation of UdpSocket an endpoint gets. */
import type { EngineName } from '#shared/events/engine'
import { DgramSocket } from './dgram-socket'
import { systemCalls } from './system/calls'
import { SystemSocket } from './system/system-socket'
import type { SocketNeeds, UdpSocket, UdpSocketEvents } from './udp-socket'

/** Why there are no sockets of this engine here, or null. */
export function whyNotEngine(engine: EngineName): string | null {
  if (engine === 'node') return null
  const loaded = systemCalls()
  return loaded.ok ? null : loaded.reason
}

/** On Linux the system's own calls; elsewhere they are not proven, and node:dgram's are. */
export const defaultEngine: EngineName = process.platform === 'linux' ? 'system' : 'node'

/** The wanted engine where it works here, or else node:dgram. */
export function usableEngine(wanted: EngineName): EngineName {
  return whyNotEngine(wanted) === null ? wanted : 'node'
}

export function createSocket(engine: EngineName, events: UdpSocketEvents, around: SocketNeeds): UdpSocket {
  if (engine === 'node') return new DgramSocket(events)
  const loaded = systemCalls()
  // Whoever starts a thread has asked whyNotEngine(); another answer here must not pass for the engine that was shown.
  if (!loaded.ok) throw new Error(`no sockets of the engine "system": ${loaded.reason}`)
  return new SystemSocket(loaded.calls, events, around)
}
