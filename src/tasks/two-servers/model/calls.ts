/** What the window asks of Task 2. */
import * as v from 'valibot'
import { call } from '#shared/calls'
import { listenPort, waitMs } from '#shared/call-shapes'
import type { EndpointInfo } from '#shared/events/endpoint'
import { serverNumbers } from './servers'

const server = v.picklist(serverNumbers)

export const twoServersCalls = {
  startServer: call<EndpointInfo>()(
    v.strictObject({
      server,
      port: listenPort,
      delayMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))
    })
  ),
  stopServer: call<void>()(v.strictObject({ server })),
  /** One socket sends to both; how many answers came. */
  sendToBoth: call<{ answered: number }>()(v.strictObject({ byArrival: v.boolean(), waitMs }))
} as const
