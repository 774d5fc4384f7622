/** Whether a run is over: each number is either where it should be, or in the kernel's count of what it dropped. */
import type { QueueReading } from '#shared/events/queue-samples'
import type { Tally } from '../model/tally'

/**
 * Once it is true nothing is missing that could still come, and nobody has to wait for it. It never is true when others
 * wrote to the sockets, or copies came: what the kernel dropped may then be theirs.
 *
 * @param count the run's numbers are 1 to count
 */
export function isAccountedFor(
  { progress, foreign, duplicated, emulatedDrops }: Tally,
  queues: { server: QueueReading; client: QueueReading },
  count: number
): boolean {
  const { sent, unsent, served, replied, returned } = progress
  const { server, client } = queues
  return (
    sent + unsent === count &&
    server.bytes === 0 &&
    client.bytes === 0 &&
    foreign.server + foreign.client + duplicated.server + duplicated.client === 0 &&
    served + emulatedDrops + server.drops === sent &&
    replied === served &&
    returned + client.drops === replied
  )
}
