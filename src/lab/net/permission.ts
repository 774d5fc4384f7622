/** What EACCES and EPERM mean, by the call that failed: bind(2), connect(2), send(2), ip(7). */
import type { EndpointAddress } from '#shared/events/address'

/** What failed. */
export interface Failing {
  /** The system call: bind, connect, send, recv. */
  call: string
  endpoint: EndpointAddress | null
  /** The endpoint in words. */
  where: string
  platform: NodeJS.Platform
}

/** Below it a port needs a privilege: net.ipv4.ip_unprivileged_port_start in ip(7); its default. */
const firstOrdinaryPort = 1024

/** Windows lets any user bind any port: there are no privileged ones. */
function isPrivileged({ endpoint, platform }: Failing): boolean {
  return platform !== 'win32' && endpoint !== null && endpoint.port > 0 && endpoint.port < firstOrdinaryPort
}

export function permissionMessage({ call, where }: Failing): string {
  return call === 'bind'
    ? `The system does not let this user bind ${where}.`
    : `The system does not let this socket ${call} to ${where}.`
}

export function permissionAdvice(failing: Failing): string {
  const { call, endpoint, platform } = failing
  if (call === 'bind') {
    if (isPrivileged(failing))
      return 'Ports below 1024 belong to the administrator: use a port of 1024 or more.'
    return platform === 'win32'
      ? 'Windows keeps some ports reserved, and a program may hold a port for itself alone: use another port.'
      : 'A security rule of this system may forbid it: use another port.'
  }
  if (endpoint && isBroadcast(endpoint.address)) {
    return 'This is a broadcast address, and a socket needs the option SO_BROADCAST for one: use the address of one machine.'
  }
  return 'Usually a firewall on this machine forbids it (a broadcast address would need SO_BROADCAST). Allow UDP to this address, or use another one.'
}

/** As far as the address itself tells: the broadcast address of a network depends on its mask. */
const isBroadcast = (address: string): boolean => address.endsWith('.255')
