/** IPv4 endpoints and how the exercise and the system's tools write them. */
import * as v from 'valibot'
import { count, text } from '../bounded'

export const portMaximum = 65_535

export const portSchema = v.pipe(count, v.maxValue(portMaximum))
export const ipv4Schema = v.pipe(text(15), v.check(isIpv4, 'an IPv4 address such as 127.0.0.1'))

export const addressSchema = v.strictObject({
  /** Dotted IPv4 address. */
  address: ipv4Schema,
  /** UDP port; 0 asks bind for an ephemeral port. */
  port: portSchema
})
export type EndpointAddress = v.InferOutput<typeof addressSchema>

/** `127.0.0.1:20001`, as `ss -u` writes it. */
export function formatEndpoint({ address, port }: EndpointAddress): string {
  return `${address}:${port}`
}

/** `('127.0.0.1', 52402)`, as Python prints the address that recvfrom returned. */
export function formatPythonEndpoint({ address, port }: EndpointAddress): string {
  return `('${address}', ${port})`
}

export function sameEndpoint(a: EndpointAddress, b: EndpointAddress): boolean {
  return a.port === b.port && a.address === b.address
}

/** True for a dotted quad with four decimal parts of 0 to 255 and no leading zeros. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

/** 127.0.0.0/8 is the loopback block (RFC 1122, 3.2.1.3 (g)). */
export function isLoopback(address: string): boolean {
  return isIpv4(address) && address.startsWith('127.')
}

/** Port of a text such as "20001"; null unless it is a plain decimal from `minimum` to 65535. */
export function parsePort(text: string, minimum = 1): number | null {
  if (!/^\d{1,5}$/.test(text)) return null
  const port = Number(text)
  return port >= minimum && port <= portMaximum ? port : null
}
