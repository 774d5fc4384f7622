/** Which implementation of UdpSocket an endpoint gets. */
import type { EngineName } from '#shared/events/engine'
import type { EngineProof } from '#shared/machine/engine-check'
import { DgramSocket } from './dgram-socket'
import { EngineProofs, type Sockets } from './engine-proofs'
import { type SystemCalls, systemCalls } from './system/calls'
import { SocketSet } from './system/socket-set'
import { SystemSocket } from './system/system-socket'
import type { FurtherSocket, SocketNeeds, UdpSocket, UdpSocketEvents } from './udp-socket'

/** A socket of this thread: no lab can wake it, and none closes it should the thread die. */
const ownNeeds: SocketNeeds = { bell: -1, hold: () => undefined, release: () => true }

function socketsOf(engine: EngineName): Sockets {
  if (engine === 'node') return { ok: true, make: (events) => new DgramSocket(events) }
  const loaded = systemCalls()
  if (!loaded.ok) return loaded
  return { ok: true, make: (events) => new SystemSocket(loaded.calls, events, ownNeeds) }
}

const proofs = new EngineProofs(socketsOf)

/** On Linux the system's own calls; elsewhere they are not proven, and node:dgram's are. */
export const defaultEngine: EngineName = process.platform === 'linux' ? 'system' : 'node'

/** Why there are no sockets of this engine here, as far as is known by now, or null. It loads the engine. */
export const whyNotEngine = (engine: EngineName): string | null => proofs.whyNot(engine)

/** The wanted engine as far as is known by now, or else node:dgram. */
export const usableEngine = (wanted: EngineName): EngineName => proofs.usable(wanted)

/** The wanted engine where it has proved itself in this process, or else node:dgram. The first time takes some 50 ms. */
export const provenEngine = (wanted: EngineName): Promise<EngineName> => proofs.proven(wanted)

/** What the engine was tried at in this process, and what came of it. */
export const proveEngine = (engine: EngineName): Promise<EngineProof> => proofs.prove(engine)

/** Sockets beside an endpoint's own, in its thread. */
export interface FurtherSockets {
  make: (events: UdpSocketEvents) => FurtherSocket
  /** Those of the engine "system" are read with the endpoint's own; null: the event loop reads them. */
  set: SocketSet | null
}

/** A socket of this thread's event loop, whatever the lab's engine is. */
export const ownSocket = (events: UdpSocketEvents): DgramSocket => new DgramSocket(events)

/** @throws Error where the engine has no sockets here: whoever starts a thread has asked whyNotEngine() */
function loadedCalls(): SystemCalls {
  const loaded = systemCalls()
  if (!loaded.ok) throw new Error(`no sockets of the engine "system": ${loaded.reason}`)
  return loaded.calls
}

export function furtherSockets(engine: EngineName): FurtherSockets {
  if (engine === 'node') return { make: ownSocket, set: null }
  const set = new SocketSet(loadedCalls())
  return { make: (events) => set.make(events), set }
}

export function createSocket(
  engine: EngineName,
  events: UdpSocketEvents,
  around: SocketNeeds,
  further: FurtherSockets | null = null
): UdpSocket {
  if (engine === 'node') return new DgramSocket(events)
  // Another answer than whyNotEngine()'s must not pass for the engine that was shown.
  return new SystemSocket(loadedCalls(), events, around, further?.set ?? null)
}
