/** What the window asks of this task. */
import * as v from 'valibot'
import { call } from '#shared/calls'
import type { BalanceOutcome } from './outcome'
import { balancingLimits, balancingSchema } from './parameters'
import { type Series, sweepSchema } from './series'

/** Its place in the pool, from 0. */
const server = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(balancingLimits.servers.maximum - 1))

export const balancingCalls = {
  /** The pool and its balancer without clients of the lab: for whoever writes to it. */
  startPool: call<void>()(balancingSchema),
  stopPool: call<void>()(v.undefined()),
  run: call<BalanceOutcome>()(balancingSchema),
  cancel: call<void>()(v.undefined()),
  compare: call<Series>()(v.strictObject({ parameters: balancingSchema })),
  sweep: call<Series>()(sweepSchema),
  /** Of a pool that stands, in mid-run too. */
  stopServer: call<void>()(v.strictObject({ server })),
  startServer: call<void>()(v.strictObject({ server })),
  setPace: call<void>()(
    v.strictObject({
      server,
      serviceUs: v.pipe(
        v.number(),
        v.finite(),
        v.minValue(balancingLimits.serviceUs.minimum),
        v.maxValue(balancingLimits.serviceUs.maximum)
      )
    })
  )
} as const
