/** How the report prints a run's figures (shared/model/run-figures.ts): the same names and values that `lab verify` checks. */
import type { Figures } from '../model/run-figures'

export interface RunFigure {
  /** `lostRequests`: how `lab verify` names it. */
  name: string
  /** As the report prints it. */
  label: string
  /** Null: the system does not tell, or there is none (such as a first number lost where none was). */
  value: number | null
  /** `bytes`, `ms`, `datagrams`, or empty. */
  unit: string
}

/** Label and unit, in the order of the report. */
const words: Record<string, readonly [string, string]> = {
  clients: ['Client sockets', 'sockets'],
  servers: ['Server sockets', 'sockets'],
  sentByClients: ['Sent by clients', 'datagrams'],
  receivedByServers: ['Received by servers', 'datagrams'],
  sentByServers: ['Answered by servers', 'datagrams'],
  receivedByClients: ['Received by clients', 'datagrams'],
  received: ['Received by all sockets', 'datagrams'],
  timedOut: ['Waits that ended without an answer', ''],
  refused: ['Errors that came back (port unreachable)', ''],
  askedCount: ['Count', 'numbers'],
  askedRate: ['Rate (0: as fast as it can)', 'datagrams/s'],
  askedServiceUs: ['Service time', 'µs'],
  sent: ['Sent', 'datagrams'],
  unsent: ['Refused by send()', 'datagrams'],
  served: ['Received by the server', 'numbers'],
  replied: ['Replied by the server', 'numbers'],
  returned: ['Came back to the client', 'numbers'],
  lostRequests: ['Lost requests', 'numbers'],
  lostReplies: ['Lost replies', 'numbers'],
  duplicated: ['Duplicated', 'datagrams'],
  reordered: ['Reordered', 'datagrams'],
  firstLost: ['First number that did not come back', ''],
  lossRatio: ['Loss ratio', ''],
  askedBytesOfServer: ['Receive buffer asked for, server', 'bytes'],
  grantedBytesOfServer: ['Receive buffer granted, server', 'bytes'],
  askedBytesOfClient: ['Receive buffer asked for, client', 'bytes'],
  grantedBytesOfClient: ['Receive buffer granted, client', 'bytes'],
  kernelDropsAtServer: ['Dropped by the kernel, server', 'datagrams'],
  kernelDropsAtClient: ['Dropped by the kernel, client', 'datagrams'],
  emulatedDrops: ['Dropped by the emulated queue', 'datagrams'],
  foreignAtServer: ['From other programs, at the server', 'datagrams'],
  foreignAtClient: ['From other programs, at the client', 'datagrams'],
  predictedFirstLost: ['First number lost, by the model', ''],
  predictedCapacity: ['What the server’s queue holds, by the model', 'datagrams'],
  guessedFirstLost: ['First number lost, as guessed (0: none)', ''],
  elapsedMs: ['Time taken', 'ms'],
  durationMs: ['From the session’s beginning to its end', 'ms'],
  events: ['Events recorded', 'events']
}

/** Every figure, each under its name; one without words is printed under its bare name, so that none is left out. */
export function figureRows(figures: Figures): RunFigure[] {
  const known = Object.keys(words).filter((name) => Object.hasOwn(figures, name))
  const others = Object.keys(figures).filter((name) => !Object.hasOwn(words, name))
  return (
    [...known, ...others]
      // A run on the kernel's own queue has no emulated one.
      .filter((name) => name !== 'emulatedDrops' || figures[name] !== null)
      .map((name) => {
        const [label, unit] = words[name] ?? [name, '']
        return { name, label, value: figures[name]!, unit }
      })
  )
}

const none: Record<string, string> = { firstLost: 'none', predictedFirstLost: 'none foretold' }

/** `20,000`, `1.25 %`, `not known`. */
export function figureText({ name, value }: Pick<RunFigure, 'name' | 'value'>): string {
  if (value === null) return none[name] ?? (name.startsWith('askedBytes') ? 'system’s default' : 'not known')
  if (name === 'lossRatio') {
    return `${(100 * value).toLocaleString('en-US', { maximumFractionDigits: 3 })} %`
  }
  return value.toLocaleString('en-US', { maximumFractionDigits: name === 'elapsedMs' ? 1 : 3 })
}
