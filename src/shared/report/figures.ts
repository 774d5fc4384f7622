/** The measured figures of a run, each under a name of its own, so that they can be recomputed and compared one by one. */
import { EventKind, type EventKindCode, countKinds } from '../model/batch'
import type { EndpointRole } from '../model/endpoint'
import type { Ledger } from '../model/ledger'
import type { Task4Outcome } from '../tasks/task4'
import type { Replay } from './replay'

export interface RunFigure {
  /** `ledger.sent`: how `lab verify` and the class table name it. */
  name: string
  /** As the report prints it. */
  label: string
  /** Null: the system does not tell, or there is none (such as a first number lost where none was). */
  value: number | null
  /** `bytes`, `ms`, `datagrams`, or empty. */
  unit: string
}

const ledgerLabels: Record<keyof Ledger, [string, string]> = {
  sent: ['Sent by the client', 'datagrams'],
  unsent: ['Refused by send()', 'datagrams'],
  served: ['Received by the server', 'numbers'],
  replied: ['Replied by the server', 'numbers'],
  returned: ['Came back to the client', 'numbers'],
  lostRequests: ['Lost requests', 'numbers'],
  lostReplies: ['Lost replies', 'numbers'],
  duplicated: ['Duplicated', 'datagrams'],
  reordered: ['Reordered', 'datagrams'],
  firstLost: ['First number that did not come back', ''],
  lossRatio: ['Loss ratio', '']
}

export function outcomeFigures(outcome: Task4Outcome): RunFigure[] {
  const { parameters, ledger, buffers, kernelDrops, prediction } = outcome
  const figure = (name: string, label: string, value: number | null, unit: string): RunFigure => ({
    name,
    label,
    value,
    unit
  })
  return [
    figure('parameters.count', 'Count', parameters.count, 'numbers'),
    figure('parameters.rate', 'Rate (0: as fast as it can)', parameters.rate, 'datagrams/s'),
    figure('parameters.serviceUs', 'Service time', parameters.serviceUs, 'µs'),
    ...Object.entries(ledgerLabels).map(([name, [label, unit]]) =>
      figure(`ledger.${name}`, label, ledger[name as keyof Ledger], unit)
    ),
    ...(['server', 'client'] as const).flatMap((side) => [
      figure(
        `buffers.${side}.requested`,
        `Receive buffer asked for, ${side}`,
        buffers[side].requestedBytes,
        'bytes'
      ),
      figure(
        `buffers.${side}.granted`,
        `Receive buffer granted, ${side}`,
        buffers[side].grantedBytes,
        'bytes'
      )
    ]),
    figure('kernelDrops.server', 'Dropped by the kernel, server', kernelDrops.server, 'datagrams'),
    figure('kernelDrops.client', 'Dropped by the kernel, client', kernelDrops.client, 'datagrams'),
    ...(outcome.emulatedDrops === null
      ? []
      : [figure('emulatedDrops', 'Dropped by the emulated queue', outcome.emulatedDrops, 'datagrams')]),
    figure('prediction.firstLost', 'First number lost, by the model', prediction.firstLost, ''),
    figure(
      'prediction.capacity',
      'What the server’s queue holds, by the model',
      prediction.capacity,
      'datagrams'
    ),
    ...(typeof outcome.guess === 'number'
      ? [figure('guess', 'First number lost, as guessed (0: none)', outcome.guess, '')]
      : []),
    figure('elapsedMs', 'Time taken', outcome.elapsedMs, 'ms')
  ]
}

/** Counted from the events: what the endpoints of the other tasks did. */
export function eventFigures({ endpoints }: Replay): RunFigure[] {
  const count = (role: EndpointRole, ...kinds: EventKindCode[]): number =>
    endpoints
      .filter(({ info }) => info.role === role)
      .flatMap(({ store }) => store.batches)
      .reduce((sum, batch) => sum + countKinds(batch, ...kinds), 0)
  const rows: [string, string, number, string][] = [
    ['clients', 'Client sockets', endpoints.filter(({ info }) => info.role === 'client').length, 'sockets'],
    ['servers', 'Server sockets', endpoints.filter(({ info }) => info.role === 'server').length, 'sockets'],
    ['client.sent', 'Sent by clients', count('client', EventKind.sent), 'datagrams'],
    [
      'server.received',
      'Received by servers',
      count('server', EventKind.received, EventKind.served),
      'datagrams'
    ],
    ['server.sent', 'Answered by servers', count('server', EventKind.sent, EventKind.served), 'datagrams'],
    ['client.received', 'Received by clients', count('client', EventKind.received), 'datagrams'],
    ['client.timedOut', 'Waits that ended without an answer', count('client', EventKind.timedOut), ''],
    ['client.refused', 'Errors that came back (port unreachable)', count('client', EventKind.refused), '']
  ]
  return rows.map(([name, label, value, unit]) => ({ name, label, value, unit }))
}

const none: Record<string, string> = { 'ledger.firstLost': 'none', 'prediction.firstLost': 'none foretold' }

/** `20,000`, `1.25 %`, `not known`. */
export function figureText({ name, value }: Pick<RunFigure, 'name' | 'value'>): string {
  if (value === null) return none[name] ?? (name.endsWith('.requested') ? 'system’s default' : 'not known')
  if (name === 'ledger.lossRatio') {
    return `${(100 * value).toLocaleString('en-US', { maximumFractionDigits: 3 })} %`
  }
  return value.toLocaleString('en-US', { maximumFractionDigits: name === 'elapsedMs' ? 1 : 3 })
}
