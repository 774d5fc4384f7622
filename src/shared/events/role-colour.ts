/** Each role has one colour, in terminals, lanes, sockets and code: the tokens `--role-…` of theme.css. */
import type { EndpointRole, LogId } from './endpoint'

export type RoleColour = 'server' | 'server-2' | 'client' | 'unconnected'

export function roleColour(role: EndpointRole, log: LogId): RoleColour {
  if (log === 'server-2' || log === 'unconnected') return log
  return role
}
