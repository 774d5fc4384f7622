/** What became of one number of a run: when it was sent, served and returned, or which queue lost it, and how full it was. */
import { cell, type Column, EventKind, type EventKindCode, kindMask, numericFlag } from '#shared/events/batch'
import type { EndpointInfo, ProgramId } from '#shared/events/endpoint'
import type { EventStore } from '#shared/events/event-store'
import { Delivery, type DeliveryOutcome, outcomeOf } from './ledger'
import { fillAt, type QueueName, type QueueSamples } from '#shared/events/queue-samples'

/** A send is stamped up to this much after the kernel took the datagram: the drop may stand in the counter before. */
const stampDelayMs = 2

/** How full a queue was when it lost a datagram, as the looks around that moment saw it. */
export interface QueueFill {
  /** Bytes that waited at the last look before. */
  bytes: number
  /** About how many datagrams that is; null: what one is charged is not known. */
  datagrams: number | null
  /** Null where the system did not tell what it granted. */
  grantedBytes: number | null
  percent: number | null
  /** ms from that look to the moment. */
  lookedBeforeMs: number
  /** The kernel's drop counter at the last look before and the first one after; null: nobody looked any more. */
  dropsBefore: number
  dropsAfter: number | null
}

export interface QueueLoss {
  queue: QueueName
  /** About when, in ms after the first send: a request is lost when it was sent, a reply when the server answered. */
  atMs: number
  /** Null where the system does not tell, and of an emulated queue, which nobody looks at. */
  fill: QueueFill | null
  /** The queue was the emulated one in the server. */
  emulated: boolean
}

/** Times are ms after the first send; null: it did not happen. */
export interface NumberFate {
  number: number
  /** `pending` also while the run goes on and nothing says yet that the number is lost. */
  outcome: DeliveryOutcome
  sentMs: number | null
  servedMs: number | null
  returnedMs: number | null
  loss: QueueLoss | null
}

/** What is known of a run. */
export interface RunRecord {
  endpoints: readonly { info: EndpointInfo; store: EventStore }[]
  samples: QueueSamples
  grantedBytes: Record<QueueName, number | null>
  /** What the kernel charges for a datagram of this run; null: it is not known, or not yet. */
  chargeBytes: number | null
  /** Whether the run is over: until then a number that did not come back may still be on its way. */
  over: boolean
}

interface Found {
  kind: EventKindCode
  timeMs: number
}

const programs = { server: 'echo-server', client: 'numbers-client' } as const satisfies Record<
  QueueName,
  ProgramId
>

/** Whether the column can hold the value at all: most batches of a run are passed over by this. */
function mayHold(column: Column, value: number): boolean {
  if (typeof column === 'number') return column === value
  const span = 2 ** (8 * column.above.BYTES_PER_ELEMENT)
  return value >= column.base && value < column.base + span
}

/** The events of a number at one endpoint, in order. */
function eventsOf(store: EventStore | undefined, number: number): Found[] {
  const found: Found[] = []
  for (const batch of store?.batches ?? []) {
    if (!mayHold(batch.value, number)) continue
    for (let row = 0; row < batch.count; row++) {
      if (cell(batch.value, row) !== number) continue
      const kind = cell(batch.kind, row)
      if ((kind & numericFlag) === 0) continue
      const timeMs = batch.baseMs + cell(batch.offsetUs, row) / 1000
      found.push({ kind: (kind & kindMask) as EventKindCode, timeMs })
    }
  }
  return found
}

/** The clock's time of the first send: zero of every time that is shown; null before it. */
export function firstSendMs(endpoints: RunRecord['endpoints']): number | null {
  const client = endpoints.find(({ info }) => info.program.id === programs.client)
  for (const batch of client?.store.batches ?? []) {
    for (let row = 0; row < batch.count; row++) {
      if ((cell(batch.kind, row) & kindMask) === EventKind.sent)
        return batch.baseMs + cell(batch.offsetUs, row) / 1000
    }
  }
  return null
}

function fillOf(
  { samples, grantedBytes, chargeBytes }: RunRecord,
  queue: QueueName,
  timeMs: number
): QueueFill | null {
  const row = fillAt(samples, timeMs)
  if (row < 0) return null
  const { bytes, drops } = samples[queue]
  const granted = grantedBytes[queue]
  const before = fillAt(samples, timeMs - stampDelayMs)
  const after = row + 1 < samples.timeMs.length ? row + 1 : null
  return {
    bytes: bytes[row]!,
    datagrams: chargeBytes === null ? null : Math.round(bytes[row]! / chargeBytes),
    grantedBytes: granted,
    percent: granted ? (100 * bytes[row]!) / granted : null,
    lookedBeforeMs: timeMs - samples.timeMs[row]!,
    dropsBefore: before < 0 ? 0 : drops[before]!,
    dropsAfter: after === null ? null : drops[after]!
  }
}

/** What became of `number`; null when no event tells of it. */
export function askNumber(record: RunRecord, number: number): NumberFate | null {
  const at = (queue: QueueName): Found[] =>
    eventsOf(record.endpoints.findLast(({ info }) => info.program.id === programs[queue])?.store, number)
  const [client, server] = [at('client'), at('server')]
  const firstMs = firstSendMs(record.endpoints)
  if (client.length + server.length === 0 || firstMs === null) return null
  const timeOf = (events: Found[], ...kinds: EventKindCode[]): number | null =>
    events.find(({ kind }) => kinds.includes(kind))?.timeMs ?? null
  const sentMs = timeOf(client, EventKind.sent)
  const servedMs = timeOf(server, EventKind.served, EventKind.received)
  const repliedMs = timeOf(server, EventKind.served, EventKind.sent)
  const returnedMs = timeOf(client, EventKind.received)
  const unsentMs = timeOf(client, EventKind.unsent)
  const bits =
    (sentMs === null ? 0 : Delivery.sent) |
    (servedMs === null ? 0 : Delivery.served) |
    (repliedMs === null ? 0 : Delivery.replied) |
    (returnedMs === null ? 0 : Delivery.returned) |
    (unsentMs === null ? 0 : Delivery.unsent)
  const settled = outcomeOf(bits)
  const outcome = record.over || settled === 'returned' || settled === 'unsent' ? settled : 'pending'
  const droppedMs = timeOf(server, EventKind.dropped)
  const lost = {
    'lost-request': ['server', droppedMs ?? sentMs],
    'lost-reply': ['client', repliedMs]
  } as const
  const [queue, lostMs] =
    outcome === 'lost-request' || outcome === 'lost-reply' ? lost[outcome] : [null, null]
  const since = (timeMs: number | null): number | null => (timeMs === null ? null : timeMs - firstMs)
  return {
    number,
    outcome,
    sentMs: since(sentMs),
    servedMs: since(servedMs),
    returnedMs: since(returnedMs),
    loss:
      queue === null || lostMs === null
        ? null
        : {
            queue,
            atMs: lostMs - firstMs,
            fill: droppedMs === null ? fillOf(record, queue, lostMs) : null,
            emulated: droppedMs !== null
          }
  }
}
