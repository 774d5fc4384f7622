/** Figures as every text writes them: one locale, 20,000 in sentences. Fields and logs have plain digits. */

const formats = new Map<number, Intl.NumberFormat>()

function format(decimals: number): Intl.NumberFormat {
  const known = formats.get(decimals)
  if (known) return known
  const made = new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals })
  formats.set(decimals, made)
  return made
}

/** Without Intl: its first formatter costs some ten milliseconds, and most figures are whole numbers, also at the start. */
const whole = (value: number): string => String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0)

/** 20,000; with at most so many digits after the point. */
export const figure = (value: number, decimals = 0): string =>
  isWhole(value) ? whole(value) : format(decimals).format(value)

const significantDigits = 4
let significant: Intl.NumberFormat | undefined

/** 101.2, 0.05, 1,000: no more digits than say something. */
export function decimal(value: number): string {
  if (isWhole(value) && Math.abs(value) < 10 ** significantDigits) return whole(value)
  significant ??= new Intl.NumberFormat('en-US', { maximumSignificantDigits: significantDigits })
  return significant.format(value)
}

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`
}

/** `all 20,000 fit`, `the one fits`: so many, of which the same is said. */
export const allOf = (value: number, one: string, many: string): string =>
  value === 1 ? `the one ${one}` : `all ${figure(value)} ${many}`

export const percent = (share: number): string => `${figure(100 * share, share < 0.1 ? 1 : 0)} %`
