/** The chart of what was sent, served and returned over time: its lines, its words, its table. */
import { type CsvCell, csvText } from '#shared/model/csv'
import type { DeliveryPicture } from './delivery.svelte'

const looks = {
  sent: { colour: '--data-sent', dash: [8, 5] },
  served: { colour: '--data-served', dash: [2, 4] },
  returned: { colour: '--data-delivered', dash: [] }
} as const

export const countsTitle = 'Sent, served, returned'

export function countsSeries({ series }: DeliveryPicture) {
  return series.map(({ name, seconds, count }) => ({ label: name, ...looks[name], x: seconds, y: count }))
}

export function countsLabel({ counts, series }: DeliveryPicture): string {
  const lastS = Math.max(0, ...series.map(({ seconds }) => seconds.at(-1) ?? 0))
  return `${countsTitle} over time: ${counts.sent} sent, ${counts.served} served, ${counts.returned} returned after ${lastS.toFixed(2)} s`
}

/** One row a moment; a column is empty where its series has no point. */
export function countsCsv({ series }: DeliveryPicture): string {
  const rows: CsvCell[][] = series.flatMap(({ seconds, count }, column) =>
    seconds.map((second, index) => {
      const row: CsvCell[] = [Number(second.toFixed(6)), null, null, null]
      row[column + 1] = count[index]!
      return row
    })
  )
  rows.sort((a, b) => Number(a[0]) - Number(b[0]))
  return csvText(['time [s]', ...series.map(({ name }) => `${name} [datagrams]`)], rows)
}
