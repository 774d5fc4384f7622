/** Whether the events of a session's sockets fit the roles that it states: figures of each side are counted by them. */
import { cell, EventKind, kindMask } from '#shared/events/batch'
import type { KeptRun } from '#shared/kept/kept-run'

/** A server reads before it sends, and waits for nobody; a client that sends does so before it reads. */
const serverFirst: readonly number[] = [EventKind.received, EventKind.served, EventKind.dropped]
const clientFirst: readonly number[] = [EventKind.sent, EventKind.unsent, EventKind.timedOut]
const told = [...serverFirst, ...clientFirst]

/** False when a socket did what its role never does. Of a socket that told nothing, its role says nothing either. */
export function rolesHold({ batches, endpoints }: Pick<KeptRun, 'batches' | 'endpoints'>): boolean {
  const first = new Map<number, number>()
  const kinds = new Map<number, Set<number>>()
  for (const batch of batches) {
    const seen = kinds.get(batch.endpointId) ?? new Set<number>()
    kinds.set(batch.endpointId, seen)
    const rows = typeof batch.kind === 'number' ? Math.min(1, batch.count) : batch.count
    for (let row = 0; row < rows; row++) {
      const event = cell(batch.kind, row) & kindMask
      seen.add(event)
      if (!first.has(batch.endpointId) && told.includes(event)) first.set(batch.endpointId, event)
    }
  }
  return endpoints.every(({ id, role }) => {
    const event = first.get(id)
    if (event === undefined) return true
    if (role === 'server') return serverFirst.includes(event)
    // A socket that only hears, such as a witness, is a client here: it never sends.
    return (
      clientFirst.includes(event) || (event === EventKind.received && !kinds.get(id)?.has(EventKind.sent))
    )
  })
}
