/** What the window asks of Task 4. */
import * as v from 'valibot'
import { call } from '#shared/calls'
import { serverPlace, waitMs } from '#shared/call-shapes'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { ChosenPreset } from './calibrated'
import { type Experiment, lossQueues } from './explain/experiment'
import type { LossOutcome } from './outcome'
import { lossSchema, within } from './parameters-schema'
import { type Forecast, guessLimits } from './prediction'
import { allPresetNames } from './presets'
import type { SeriesResult, SweepPlan, TwoByTwoPlan } from './series'
import { sweepPlanOf, twoByTwoPlanSchema } from './series-plan-schema'
import { valuesMaximum } from './sweep-values'

/** A list too long for a series passes, and is refused by the lab in words; one without end does not. */
const sweepSchema = sweepPlanOf(valuesMaximum)

/** A run, and what the student expects of it. */
const runSchema = v.strictObject({
  ...lossSchema.entries,
  guess: v.optional(v.nullable(v.pipe(within(guessLimits), v.integer())))
})

export const lossCalls = {
  startServer: call<EndpointInfo>()(serverPlace),
  stopServer: call<void>()(v.undefined()),
  sendNumber: call<{ answered: number }>()(
    v.strictObject({
      number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295)),
      waitMs,
      /** A program of the student's is the server, at the exercise's port: none of the app's is started. */
      toStudent: v.exactOptional(v.boolean())
    })
  ),
  forecast: call<Forecast>()(lossSchema, { atOnce: 8 }),
  /** The run that would test what the last one showed, or null where the model knows none. */
  experiment: call<Experiment | null>()(
    v.strictObject({ parameters: lossSchema, lost: v.picklist(lossQueues) }),
    { atOnce: 8 }
  ),
  /** A preset for this machine; where it keeps to the clock, the machine is measured first, once. */
  preset: call<ChosenPreset>()(v.strictObject({ name: v.picklist(allPresetNames) })),
  run: call<LossOutcome>()(runSchema),
  sweep: call<SeriesResult<SweepPlan>>()(sweepSchema),
  twoByTwo: call<SeriesResult<TwoByTwoPlan>>()(twoByTwoPlanSchema),
  /** Cancels the run, sweep or 2x2 that is on. */
  cancel: call<void>()(v.undefined())
} as const
