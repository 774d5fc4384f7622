/** Names of this machine: those that need no other machine to be looked up. */
import { lookup } from 'node:dns/promises'
import { hostname } from 'node:os'
import { isIpv4, isIpv6, isLocalhost } from '#shared/events/address'
import { loopbackAddress } from '#shared/exercise'
import { failure, type Result, success } from '#shared/fault'

const firstLabel = (name: string): string => name.toLowerCase().split('.', 1)[0] ?? ''

/** The name that the system calls itself by, with or without its domain. */
const isHostname = (name: string): boolean => {
  const own = hostname().toLowerCase()
  return own !== '' && (name.toLowerCase() === own || name.toLowerCase() === firstLabel(own))
}

export const isOwnName = (name: string): boolean => isLocalhost(name) || isHostname(name)

/**
 * The IPv4 address of a name of this machine; an address of either family is its own.
 * Fault: socket/address-not-resolvable.
 */
export async function addressOf(host: string): Promise<Result<string>> {
  if (isIpv4(host) || isIpv6(host)) return success(host)
  if (isLocalhost(host)) return success(loopbackAddress)
  try {
    return success((await lookup(host, { family: 4 })).address)
  } catch (error) {
    return failure('socket/address-not-resolvable', `The name ${host} has no IPv4 address here.`, {
      advice: 'Write the address as numbers, such as 127.0.0.1.',
      errno: (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN'
    })
  }
}
