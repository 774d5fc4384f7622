/** What the window asks of Task 1. */
import * as v from 'valibot'
import { call } from '#shared/calls'
import { address, datagramText, listenPort, serverPlace, waitMs } from '#shared/call-shapes'
import type { EndpointInfo } from '#shared/events/endpoint'

export const clientsMaximum = 32

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
  )
} as const
