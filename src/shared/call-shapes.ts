/** Shapes that calls of several tasks take. */
import * as v from 'valibot'
import { text as boundedText } from './bounded'
import { hostSchema, ipv4Schema, portMaximum } from './events/address'
import { payloadMaximumBytes } from './events/payload'

export const listenPort = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(portMaximum))
export const address = hostSchema
/** Longer than any datagram, so that a text that is too long for one reaches the socket and fails there in words. */
export const datagramText = boundedText(2 * payloadMaximumBytes)
export const waitMs = v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(60_000))

/** Of SO_RCVBUF in bytes: half of what an int holds, for Linux doubles it (socket(7)). */
export const receiveBufferLimits = { minimum: 1, maximum: 1_073_741_823 } as const

/** Of 1 to n. */
export const numbersLimits = { minimum: 1, maximum: 1_000_000 } as const

/** Where a server is to listen. */
export const serverPlace = v.strictObject({ address, port: listenPort })
/** The same where a task has sockets of IPv4 alone, as the exercise has. */
export const ipv4ServerPlace = v.strictObject({ address: ipv4Schema, port: listenPort })
