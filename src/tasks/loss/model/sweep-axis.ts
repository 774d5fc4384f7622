/** The axis of a sweep's values: whether small values need as much room as large ones. */
/** From here on a linear axis would crowd the small values. */
const wideRatio = 30

/** The values of the plan, each once, ascending. */
export const axisValues = (values: readonly number[]): number[] =>
  [...new Set(values)].toSorted((one, other) => one - other)

/** A logarithmic axis has no place for 0, and one value has no axis. */
export const canBeLogarithmic = (ascending: readonly number[]): boolean =>
  ascending.length > 1 && (ascending[0] ?? 0) > 0

export const asksForLogarithmic = (ascending: readonly number[]): boolean =>
  canBeLogarithmic(ascending) && (ascending.at(-1) ?? 0) / (ascending[0] ?? 1) >= wideRatio
