/** A table for people: columns as wide as their widest cell, to the right. A row may have fewer cells than the header. */
export function tableText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length))
  )
  return [header, ...rows]
    .map((row) => `  ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}`)
    .join('\n')
}
