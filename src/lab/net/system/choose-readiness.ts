/** Few sockets are asked one by one, many are watched. */
import type { SystemCalls } from './calls'
import { FewReady } from './few-ready'
import { ManyReady } from './many-ready'
import type { Readiness } from './readiness'

/**
 * What tells of the sockets that there are and of one more.
 *
 * @param current what tells of them until now
 * @param count of the sockets that there are
 * @param descriptors theirs
 * @returns `current` where it has room, else a new one that has them all; or the name of what failed
 */
export function readinessForOneMore(
  calls: SystemCalls,
  current: Readiness | null,
  count: number,
  descriptors: () => Iterable<number>
): Readiness | { errno: string } {
  const isFew = count < FewReady.most
  if (current && (isFew || current instanceof ManyReady)) return current
  const made = isFew ? new FewReady(calls) : ManyReady.make(calls)
  if ('errno' in made) return made
  for (const descriptor of descriptors()) {
    const errno = made.add(descriptor)
    if (errno === null) continue
    made.close()
    return { errno }
  }
  current?.close()
  return made
}
