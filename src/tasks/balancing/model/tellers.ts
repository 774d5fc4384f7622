/** Which of a run's endpoints tells something. */
import type { EndpointAddress } from '#shared/events/address'
import type { EndpointInfo } from '#shared/events/endpoint'

export type Teller = 'crowd' | 'balancer' | { server: number }

/** By its place in the pool. */
export const serverName = (index: number): string => `Server ${index + 1}`

/** Null: it is none of the run's. */
export function tellerOf({ name, program }: Pick<EndpointInfo, 'name' | 'program'>): Teller | null {
  if (program.id === 'crowd' || program.id === 'balancer') return program.id
  const [, place] = /^Server (\d+)$/.exec(name) ?? []
  return place === undefined ? null : { server: Number(place) - 1 }
}

/** Where the endpoint was or is bound; null while it is not. */
export const addressOfInfo = ({ state }: Pick<EndpointInfo, 'state'>): EndpointAddress | null =>
  state.phase === 'open' || state.phase === 'closed' ? state.local : null
