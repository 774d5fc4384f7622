/** Every run of a series as CSV: one row a run, with the settings that tell the points apart. */
import type { CsvCell } from '#shared/csv'
import { csvText } from '#shared/csv'
import type { SeriesPoint } from '#tasks/loss/model/series'

const header = [
  'repeat',
  'server buffer granted [bytes]',
  'client buffer granted [bytes]',
  'sent [datagrams]',
  'served [datagrams]',
  'replied [datagrams]',
  'returned [datagrams]',
  'lost requests [datagrams]',
  'lost replies [datagrams]',
  'first lost [number]',
  'loss ratio',
  'kernel drops at server [datagrams]',
  'kernel drops at client [datagrams]',
  'elapsed [ms]'
]

/** @param naming the columns that name a point, and its cells there */
export function runsCsv(
  points: readonly SeriesPoint[],
  naming: { header: readonly string[]; cells: (row: number) => readonly CsvCell[] }
): string {
  const rows = points.flatMap(({ runs, buffers }, row) =>
    runs.map(({ ledger, kernelDrops, elapsedMs }, repeat) => [
      ...naming.cells(row),
      repeat + 1,
      buffers?.server.grantedBytes ?? null,
      buffers?.client.grantedBytes ?? null,
      ledger.sent,
      ledger.served,
      ledger.replied,
      ledger.returned,
      ledger.lostRequests,
      ledger.lostReplies,
      ledger.firstLost,
      ledger.lossRatio,
      kernelDrops.server,
      kernelDrops.client,
      elapsedMs
    ])
  )
  return csvText([...naming.header, ...header], rows)
}
