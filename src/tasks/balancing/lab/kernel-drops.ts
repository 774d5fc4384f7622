/** What the kernel's table says of sockets that the lab cannot ask one by one: many in one thread, or another program's. */
import { type KernelSocket, readKernelSockets } from '#lab/net/kernel'

/**
 * Drops of all sockets of which this is so.
 *
 * @param least how many there were in all: when there are fewer, some are gone with their counters
 * @returns null where the system has no such table, or some are gone
 */
export async function dropsWhere(
  fits: (socket: KernelSocket) => boolean,
  least: number
): Promise<number | null> {
  const sockets = (await readKernelSockets())?.filter(fits)
  if (!sockets || sockets.length < least) return null
  return sockets.reduce((sum, { drops }) => sum + drops, 0)
}
