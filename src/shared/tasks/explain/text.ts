/** Figures as the sentences write them. */

export const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 })

/** 101.2, 0.05, 1,000: no more digits than say something. */
export const decimal = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 })

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`
}

export const percent = (share: number): string =>
  `${(100 * share).toLocaleString('en', { maximumFractionDigits: share < 0.1 ? 1 : 0 })} %`
