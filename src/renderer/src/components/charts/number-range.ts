/** Which numbers a chart shows, and how zooming and moving change that: whole numbers, within 1 to `count`. */

export interface NumberRange {
  from: number
  to: number
}

/** At the closest this many numbers are shown. */
export const closestSpan = 20
/** One step of zooming by keys and buttons. */
const zoomStep = 2

export const wholeRange = (count: number): NumberRange => ({ from: 1, to: Math.max(1, count) })

export const spanOf = ({ from, to }: NumberRange): number => to - from + 1

/** `span` numbers from about `from`, moved to where they fit. */
function fit(from: number, span: number, count: number): NumberRange {
  const most = Math.max(1, count)
  const whole = Math.min(Math.max(Math.round(span), Math.min(closestSpan, most)), most)
  const first = Math.min(Math.max(Math.round(from), 1), most - whole + 1)
  return { from: first, to: first + whole - 1 }
}

/** `factor` times closer (below 1: farther), with the number `at` staying where it is. */
export function zoomRange(range: NumberRange, factor: number, at: number, count: number): NumberRange {
  const span = spanOf(range)
  const next = Math.min(Math.max(span / factor, Math.min(closestSpan, count)), count)
  // A number is as wide as its bar: the first one begins half a number before its middle.
  return fit(at - ((at - range.from + 0.5) / span) * next + 0.5, next, count)
}

export function moveRange(range: NumberRange, by: number, count: number): NumberRange {
  return fit(range.from + by, spanOf(range), count)
}

/** The numbers from one to the other, whichever is first; more where so few could not be shown. */
export function rangeBetween(one: number, other: number, count: number): NumberRange {
  const [first, last] = one <= other ? [one, other] : [other, one]
  const span = Math.max(last - first + 1, Math.min(closestSpan, count))
  return fit(first - (span - (last - first + 1)) / 2, span, count)
}

/** The same span, moved only when the number is not in it: then so that the number stands in its middle. */
export function showNumber(range: NumberRange, number: number, count: number): NumberRange {
  if (number >= range.from && number <= range.to) return range
  const span = spanOf(range)
  return fit(number - Math.floor(span / 2), span, count)
}

/**
 * What a key does to the range, or null when it does nothing.
 *
 * @param anchor the number that stays where it is while it is zoomed, if it is in sight; else the middle does
 */
export function rangeAfterKey(
  key: string,
  range: NumberRange,
  count: number,
  anchor: number | null = null
): NumberRange | null {
  const span = spanOf(range)
  const inSight = anchor !== null && anchor >= range.from && anchor <= range.to
  const fixed = inSight ? anchor : (range.from + range.to) / 2
  const step = Math.max(1, Math.round(span / 8))
  switch (key) {
    case '+':
    case '=':
      return zoomRange(range, zoomStep, fixed, count)
    case '-':
      return zoomRange(range, 1 / zoomStep, fixed, count)
    case '0':
      return wholeRange(count)
    case 'ArrowLeft':
      return moveRange(range, -step, count)
    case 'ArrowRight':
      return moveRange(range, step, count)
    case 'PageUp':
      return moveRange(range, -span, count)
    case 'PageDown':
      return moveRange(range, span, count)
    case 'Home':
      return moveRange(range, -count, count)
    case 'End':
      return moveRange(range, count, count)
    default:
      return null
  }
}
