/** How the report prints a run's figures (shared/model/run-figures.ts): the same names and values that `lab verify` checks. */
import { figure } from '#shared/text'
import type { Figures } from '../model/run-figures'

export interface RunFigure {
  /** `lostRequests`: how `lab verify` names it. */
  name: string
  /** As the report prints it. */
  label: string
  /** Null: the system does not tell, or there is none (such as a first number lost where none was). */
  value: number | null
  /** `bytes`, `ms`, `datagrams`; empty where there is none, or no number. */
  unit: string
}

/** Label and unit, in the order of the report. Labels are short: two tables stand side by side on a page. */
const words: Record<string, readonly [string, string]> = {
  clients: ['Client sockets', 'sockets'],
  servers: ['Server sockets', 'sockets'],
  sentByClients: ['Sent by clients', 'datagrams'],
  receivedByServers: ['Received by servers', 'datagrams'],
  sentByServers: ['Answered by servers', 'datagrams'],
  receivedByClients: ['Received by clients', 'datagrams'],
  received: ['Received by all sockets', 'datagrams'],
  timedOut: ['Waits without an answer', ''],
  refused: ['Errors: port unreachable', ''],
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
  firstLost: ['First that did not come back', ''],
  lossRatio: ['Loss ratio', ''],
  askedBytesOfServer: ['Buffer asked for, server', 'bytes'],
  grantedBytesOfServer: ['Buffer granted, server', 'bytes'],
  askedBytesOfClient: ['Buffer asked for, client', 'bytes'],
  grantedBytesOfClient: ['Buffer granted, client', 'bytes'],
  kernelDropsAtServer: ['Dropped by the kernel, server', 'datagrams'],
  kernelDropsAtClient: ['Dropped by the kernel, client', 'datagrams'],
  emulatedDrops: ['Dropped by the emulated queue', 'datagrams'],
  foreignAtServer: ['From others, at the server', 'datagrams'],
  foreignAtClient: ['From others, at the client', 'datagrams'],
  predictedFirstLost: ['First lost, by the model', ''],
  predictedCapacity: ['Queue holds, by the model', 'datagrams'],
  guessedFirstLost: ['First lost, as guessed', ''],
  elapsedMs: ['Time taken', 'ms'],
  durationMs: ['Session, start to end', 'ms'],
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
        const value = figures[name]!
        return { name, label, value, unit: value === null ? '' : unit }
      })
  )
}

const none: Record<string, string> = { firstLost: 'none', predictedFirstLost: 'none foretold' }

/** `20,000`, `1.25 %`, `not known`. */
export function figureText({ name, value }: Pick<RunFigure, 'name' | 'value'>): string {
  if (value === null) return none[name] ?? (name.startsWith('askedBytes') ? 'default' : 'not known')
  if (name === 'lossRatio') {
    return `${figure(100 * value, 3)} %`
  }
  return figure(value, name === 'elapsedMs' ? 1 : 3)
}
