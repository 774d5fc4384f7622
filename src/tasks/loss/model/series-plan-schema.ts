/** The shape of what a series is to do, with its limits: for calls and for kept series. */
import * as v from 'valibot'
import { list } from '#shared/bounded'
import { lossLimits } from './parameters'
import { buffer, lossSchema, within } from './parameters-schema'
import { seriesLimits } from './series-plan'
import { sweepVariables } from './sweep-variables'

const repeats = v.pipe(within(seriesLimits.repeats), v.integer())

/** @param valuesMaximum of the list; whether they make too many runs is said in words by `refuseSeries` */
/* @__NO_SIDE_EFFECTS__ */
export const sweepPlanOf = (valuesMaximum: number) =>
  v.strictObject({
    kind: v.literal('sweep'),
    base: lossSchema,
    vary: v.picklist(sweepVariables),
    values: list(v.pipe(v.number(), v.finite()), valuesMaximum),
    repeats
  })

export const twoByTwoPlanSchema = v.strictObject({
  kind: v.literal('two-by-two'),
  base: lossSchema,
  small: buffer,
  large: v.pipe(within(lossLimits.buffer), v.integer()),
  repeats
})
