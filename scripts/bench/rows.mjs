// @ts-check
/** One row of the table: the median over the rounds, their range, and whether three quarters of them meet the target. */
import { median, quantile } from './statistics.mjs'

/** @typedef {import('./report.mjs').Row} Row */

/** @param {number} value */
const digits = (value) => value.toFixed(Math.abs(value) < 10 ? 2 : 1)

/** @param {readonly number[]} values @param {string} unit */
function figureOf(values, unit) {
  const middle = `${digits(median(values))}${unit}`
  return values.length < 2
    ? middle
    : `${middle} (${digits(Math.min(...values))} to ${digits(Math.max(...values))})`
}

/** More is better. @param {string} what @param {readonly number[]} values @param {number | null} least @returns {Row} */
export function atLeast(what, values, least) {
  return {
    what,
    figure: figureOf(values, ''),
    target: least === null ? '' : `at least ${least}`,
    met: least === null ? null : quantile(values, 0.25) >= least
  }
}

/** Less is better. @param {string} what @param {readonly number[]} values @param {number} limit @param {string} unit @returns {Row} */
export function atMost(what, values, limit, unit) {
  return {
    what,
    figure: figureOf(values, unit),
    target: `at most ${limit}${unit}`,
    met: quantile(values, 0.75) <= limit
  }
}
