/** Fields that say where a server is: while it runs they say where it is bound, and cannot be changed. */
import type { EndpointAddress } from '#shared/events/address'

/** Why such a field is locked; null: it is not. */
export const boundLock = (bound: EndpointAddress | null): string | null =>
  bound && 'The server is bound to it. Stop the server to change it.'
