/** The servers that are open, as this process's threads and other processes know them. */
import type { EndpointAddress } from '#shared/events/address'
import { announce } from './server-signs'
import { servers } from './server-table'

/** Known as a server to this process's threads and to other processes; returns what ends that. */
export function listServer(local: EndpointAddress): () => void {
  const ends = [servers.add(local), announce(local)]
  return () => ends.forEach((end) => end())
}
