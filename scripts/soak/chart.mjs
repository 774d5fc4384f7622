// @ts-check
/** The samples as a table, as lines of blocks for the terminal, and as an SVG file. */

/** @typedef {import('./sample.mjs').Sample} Sample */

const mega = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1)
const milli = (/** @type {number} */ ms) => ms.toFixed(1)

/** What is shown of a sample, and how. @type {{ name: string, unit: string, of: (sample: Sample) => number }[]} */
export const series = [
  { name: 'main resident', unit: 'MB', of: (sample) => sample.mainBytes / 1e6 },
  { name: 'main heap', unit: 'MB', of: (sample) => sample.mainHeapBytes / 1e6 },
  { name: 'page resident', unit: 'MB', of: (sample) => sample.pageBytes / 1e6 },
  { name: 'page heap', unit: 'MB', of: (sample) => sample.pageHeapBytes / 1e6 },
  { name: 'descriptors', unit: '', of: (sample) => sample.descriptors },
  { name: 'threads', unit: '', of: (sample) => sample.threads },
  { name: 'lag p99', unit: 'ms', of: (sample) => sample.lagMs.p99 }
]

/** @param {readonly (readonly string[])[]} rows */
export function align(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
        )
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

/** At most `most` rows, evenly over the time. @param {readonly Sample[]} samples @param {number} most */
export function sampleTable(samples, most) {
  const step = Math.max(1, Math.ceil(samples.length / most))
  const shown = samples.filter((_, index) => index % step === 0 || index === samples.length - 1)
  const heading = ['minute', 'main MB', 'heap', 'external', 'page MB', 'heap', 'fds', 'UDP', 'threads']
  const lag = ['lag p50', 'p99', 'max ms']
  return align([
    [...heading, ...lag],
    ...shown.map((sample) => [
      (sample.atMs / 60_000).toFixed(1),
      mega(sample.mainBytes),
      mega(sample.mainHeapBytes),
      mega(sample.mainExternalBytes),
      mega(sample.pageBytes),
      mega(sample.pageHeapBytes),
      String(sample.descriptors),
      String(sample.udpSockets),
      String(sample.threads),
      milli(sample.lagMs.p50),
      milli(sample.lagMs.p99),
      milli(sample.lagMs.max)
    ])
  ])
}

const blocks = '▁▂▃▄▅▆▇█'

/** A line of blocks from the least to the most. @param {readonly number[]} values @param {number} width */
function sparkline(values, width) {
  const step = Math.max(1, values.length / width)
  const shown = Array.from(
    { length: Math.min(width, values.length) },
    (_, index) => values[Math.floor(index * step)] ?? 0
  )
  const least = Math.min(...shown)
  const span = Math.max(...shown) - least
  return shown
    .map((value) => blocks[span === 0 ? 0 : Math.min(7, Math.floor(((value - least) / span) * 8))])
    .join('')
}

/** @param {readonly Sample[]} samples */
export function sparklines(samples) {
  return align(
    series.map(({ name, unit, of }) => {
      const values = samples.map(of)
      const range = `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)} ${unit}`.trim()
      return [name, sparkline(values, 60), range]
    })
  )
}

const size = { width: 900, row: 90, left: 140, right: 110 }

/** One small chart a series, one below the other, over minutes. @param {readonly Sample[]} samples */
export function svgChart(samples) {
  const endMs = samples.at(-1)?.atMs ?? 1
  const inner = size.width - size.left - size.right
  const rows = series.map(({ name, unit, of }, index) => {
    const values = samples.map(of)
    const least = Math.min(...values)
    const span = Math.max(...values) - least || 1
    const top = index * size.row + 20
    const height = size.row - 30
    const points = samples.map(({ atMs }, at) => {
      const x = size.left + (atMs / endMs) * inner
      const y = top + height - (((values[at] ?? 0) - least) / span) * height
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    const right = size.width - size.right + 8
    return [
      `<text x="8" y="${top + height / 2}">${name}</text>`,
      `<rect x="${size.left}" y="${top}" width="${inner}" height="${height}" fill="none" stroke="#ccc"/>`,
      `<polyline fill="none" stroke="#2563eb" points="${points.join(' ')}"/>`,
      `<text x="${right}" y="${top + 10}">${(least + span).toFixed(1)} ${unit}</text>`,
      `<text x="${right}" y="${top + height}">${least.toFixed(1)} ${unit}</text>`
    ].join('\n')
  })
  const height = series.length * size.row + 30
  const minutes = `<text x="${size.width - size.right}" y="${height - 10}">${(endMs / 60_000).toFixed(1)} min</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="white"/>`,
    ...rows,
    minutes,
    '</svg>',
    ''
  ].join('\n')
}
