/** The table of what was sent, served and returned over time; its chart is the report's too (run-charts.ts). */
import { type CsvCell, csvText } from '#shared/csv'
import type { DeliveryPicture } from './delivery.svelte'

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
