/** Whether the events of a kept run bear out what the file says of it: which socket was whose, and which numbers were asked for. */
import type { EndpointAddress } from '#shared/events/address'
import { cell, type EventBatch, EventKind, kindMask, numericFlag } from '#shared/events/batch'
import type { KeptRun } from '#shared/kept/kept-run'
import { PeerRow } from '#shared/events/peer-row'
import { Delivery } from '../model/ledger'
import type { Tally } from '../model/tally'

export interface ClaimedEnd {
  id: number
  local: EndpointAddress
}

interface Claims {
  count: number
  server: ClaimedEnd
  client: ClaimedEnd
}

/**
 * True when no run can have gone so. A file may call the server a client, name other addresses or a smaller count, and give
 * figures that fit: they would be those of other sockets and numbers than the run's. Every run of Task 4 has two sockets
 * with events; its client sends numbers of the run to the server and nothing else; its server answers what it has read;
 * and what came back was served before.
 */
export function contradicts(run: KeptRun, { count, server, client }: Claims, tally: Tally): boolean {
  const toServer = new PeerRow(server.local)
  const read = new Uint8Array(count + 1)
  const impossible = (batch: EventBatch): boolean => {
    if (batch.endpointId === client.id) return clientCannot(batch, toServer, count)
    if (batch.endpointId === server.id) return serverCannot(batch, read)
    return batch.count > 0 && !onlyOpened(batch)
  }
  const cameBackUnserved = tally.numbers(Delivery.returned, Delivery.served).length > 0
  return run.batches.some(impossible) || cameBackUnserved || !askedForAll(run, count, tally)
}

/** A run that came to its end has asked for every number, and each was sent or refused. */
function askedForAll({ end }: KeptRun, count: number, tally: Tally): boolean {
  const { sent, unsent } = tally.ledger()
  return end !== 'finished' || sent + unsent === count
}

/** Of a server that found its port held, or was closed before the run, nothing but that is told. */
function onlyOpened(batch: EventBatch): boolean {
  return everyRow(batch, (event) => event === EventKind.listening || event === EventKind.closed)
}

function clientCannot(batch: EventBatch, toServer: PeerRow, count: number): boolean {
  toServer.take(batch.newPeers)
  return !everyRow(batch, (event, kind, row) => {
    if (event === EventKind.served || event === EventKind.dropped) return false
    if (event !== EventKind.sent && event !== EventKind.unsent) return true
    return (
      (kind & numericFlag) !== 0 && cell(batch.value, row) <= count && cell(batch.peer, row) === toServer.row
    )
  })
}

/** @param read row n: number n was read; noted here */
function serverCannot(batch: EventBatch, read: Uint8Array): boolean {
  return !everyRow(batch, (event, kind, row) => {
    const number = (kind & numericFlag) === 0 ? 0 : cell(batch.value, row)
    if (number === 0 || number >= read.length) return true
    if (event === EventKind.sent) return read[number] === 1
    if (event === EventKind.received || event === EventKind.dropped) read[number] = 1
    return true
  })
}

function everyRow(batch: EventBatch, holds: (event: number, kind: number, row: number) => boolean): boolean {
  for (let row = 0; row < batch.count; row++) {
    const kind = cell(batch.kind, row)
    if (!holds(kind & kindMask, kind, row)) return false
  }
  return true
}
