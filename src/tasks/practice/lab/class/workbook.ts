/** The class as a workbook: a sheet of students and a sheet of groups. Every text is a text, and none is a formula. */
import writeWorkbook, { type Cell } from 'write-excel-file/node'
import type { Group } from '../../model/class/groups'
import type { Graded } from '../../model/class/submission'
import { type ClassTable, groupTable, studentTable, type TableCell } from '../../model/class/table'

/** More does not fit into a cell (Excel's specifications and limits). */
const cellMost = 32_767

function cellOf(cell: TableCell): Cell {
  if (cell === null || cell === '') return null
  return typeof cell === 'number'
    ? { value: cell, type: Number }
    : { value: cell.slice(0, cellMost), type: String }
}

const widthMost = 60

/** In characters: as wide as the widest cell, within reason. */
const widthsOf = ({ header, rows }: ClassTable): { width: number }[] =>
  header.map((name, column) => ({
    width: Math.min(
      widthMost,
      2 + Math.max(name.length, ...rows.map((row) => String(row[column] ?? '').length))
    )
  }))

const sheetOf = (sheet: string, table: ClassTable) => ({
  sheet,
  data: [
    table.header.map((name): Cell => ({ value: name, type: String, fontWeight: 'bold' })),
    ...table.rows.map((row) => row.map(cellOf))
  ],
  columns: widthsOf(table),
  stickyRowsCount: 1
})

export const workbookOf = (graded: readonly Graded[], groups: readonly Group[]): Promise<Uint8Array> =>
  writeWorkbook([sheetOf('Students', studentTable(graded)), sheetOf('Groups', groupTable(groups))]).toBuffer()
