/** What the window asks of Task 3. */
import * as v from 'valibot'
import { call } from '#shared/calls'
import { ipv4ServerPlace, waitMs } from '#shared/call-shapes'
import type { EndpointInfo } from '#shared/events/endpoint'
import { trialNames, type TrialReport } from './trials'

export const connectCalls = {
  startServer: call<EndpointInfo>()(ipv4ServerPlace),
  stopServer: call<void>()(v.undefined()),
  exchange: call<{ answered: number; refused: boolean }>()(
    v.strictObject({ connected: v.boolean(), waitMs })
  ),
  trial: call<TrialReport>()(v.strictObject({ trial: v.picklist(trialNames), connected: v.boolean() }))
} as const
