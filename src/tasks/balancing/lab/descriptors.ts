/** Whether this process may have as many sockets as a run needs: on Linux each takes a descriptor (getrlimit(2), RLIMIT_NOFILE). */
import { readdir, readFile } from 'node:fs/promises'
import { failure, type Fault } from '#shared/fault'
import { figure } from '#shared/text'
import { hasProc } from '#lab/net/proc'
import type { BalancingParameters } from '../model/parameters'

/** For what opens and closes meanwhile: files of the kernel's counters, the history, worker threads. */
const spare = 48
/** A thread's event loop, its bell and its socket. */
const perThread = 8

/** Descriptors that a run takes at most. */
export function neededFor({ servers, clients, per }: BalancingParameters): number {
  const sessions = per === 'session' ? clients : clients * servers.length
  const probes = servers.length
  return clients + sessions + probes + perThread * (servers.length + 2)
}

/** The soft limit of `Max open files`; null: there is none, or it is not told. */
export function parseLimit(text: string): number | null {
  const [, soft] = /^Max open files\s+(\S+)/m.exec(text) ?? []
  const limit = Number(soft)
  return Number.isInteger(limit) ? limit : null
}

export interface Descriptors {
  limit: number | null
  open: number
}

export async function readDescriptors(): Promise<Descriptors> {
  if (!hasProc) return { limit: null, open: 0 }
  try {
    const [limits, open] = await Promise.all([
      readFile('/proc/self/limits', 'utf8'),
      readdir('/proc/self/fd')
    ])
    return { limit: parseLimit(limits), open: open.length }
  } catch {
    return { limit: null, open: 0 }
  }
}

/** Why the run would run out of them, with both numbers; null: it would not. */
export function tooFewDescriptors(
  parameters: BalancingParameters,
  { limit, open }: Descriptors
): Fault | null {
  const needed = neededFor(parameters) + open + spare
  if (limit === null || needed <= limit) return null
  return failure(
    'socket/too-many-files',
    `This run needs ${figure(needed)} descriptors, one for each socket, and this process may have ${figure(limit)} (ulimit -n).`,
    { advice: `Use fewer clients, or raise the limit before UDP Lab starts: ulimit -n ${needed}.` }
  ).fault
}
