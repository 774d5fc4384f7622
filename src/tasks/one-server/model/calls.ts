/** What the window asks of Task 1. */
import * as v from 'valibot'
import { call } from '#shared/calls'
import { address, datagramText, listenPort, serverPlace, waitMs } from '#shared/call-shapes'
import { ipv4Schema } from '#shared/events/address'
import type { EndpointInfo } from '#shared/events/endpoint'

export const clientsMaximum = 32

/** Loopback too (RFC 1122): Linux and Windows have all of 127.0.0.0/8, macOS has it only when it is configured. */
export const secondLoopbackAddress = '127.0.0.2'

export const oneServerCalls = {
  startServer: call<EndpointInfo>()(serverPlace),
  stopServer: call<void>()(v.undefined()),
  /** As many clients at once as asked for; how many of them got an answer. */
  sendMessage: call<{ answered: number; clients: number }>()(
    v.strictObject({
      text: datagramText,
      clients: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(clientsMaximum)),
      waitMs,
      address,
      port: listenPort
    })
  ),
  /** Two clients with one port on two addresses; `without`: why they could not have it, so that each had its own. */
  sendFromSamePort: call<{ answered: number; without: string | null }>()(
    v.strictObject({ text: datagramText, waitMs, address: ipv4Schema, port: listenPort })
  )
} as const
