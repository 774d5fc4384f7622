/** Figures as every text writes them: one locale, 20,000 in sentences. Fields and logs have plain digits. */

const formats = new Map<number, Intl.NumberFormat>()

function format(decimals: number): Intl.NumberFormat {
  const known = formats.get(decimals)
  if (known) return known
  const made = new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals })
  formats.set(decimals, made)
  return made
}

/** 20,000; with at most so many digits after the point. */
export const figure = (value: number, decimals = 0): string => format(decimals).format(value)

const significant = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 })

/** 101.2, 0.05, 1,000: no more digits than say something. */
export const decimal = (value: number): string => significant.format(value)

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`
}

export const percent = (share: number): string => `${figure(100 * share, share < 0.1 ? 1 : 0)} %`
