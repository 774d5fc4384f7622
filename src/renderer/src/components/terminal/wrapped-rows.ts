/**
 * How many rows each line of a long log takes. Only lines near the view are looked at: the others count as one row each until
 * the view comes to them. Lines are taken in blocks, so that a million of them are some thousand numbers.
 */
const blockLines = 128

export class WrappedRows {
  #lines = 0
  /** Lines from this one on may be others by now. */
  #settled = Number.POSITIVE_INFINITY
  /** Rows of each block; as many as it has lines while it has not been looked at. */
  #blocks: number[] = []
  /** Rows of the lines of the blocks that were looked at. */
  readonly #measured = new Map<number, number[]>()
  readonly #rowsOf: (line: number) => number

  /** @param rowsOf how many rows a line takes: exact, and always the same */
  constructor(rowsOf: (line: number) => number) {
    this.#rowsOf = rowsOf
  }

  /** Rows of the whole log, as far as is known. */
  get total(): number {
    return this.#blocks.reduce((sum, rows) => sum + rows, 0)
  }

  get lines(): number {
    return this.#lines
  }

  /** Lines came at the end, or the log is a shorter one. @param settled lines from this one on change until the next call */
  setLines(lines: number, settled = Number.POSITIVE_INFINITY): void {
    this.#forget(this.#settled)
    this.#settled = settled
    if (lines < this.#lines) {
      this.#blocks = []
      this.#measured.clear()
      this.#lines = 0
    }
    for (; this.#lines < lines;) {
      const block = Math.floor(this.#lines / blockLines)
      const upTo = Math.min(lines, (block + 1) * blockLines)
      const added = upTo - this.#lines
      this.#blocks[block] = (this.#blocks[block] ?? 0) + added
      const measured = this.#measured.get(block)
      this.#lines = upTo
      if (measured) this.#measure(block)
    }
  }

  #forget(from: number): void {
    if (from >= this.#lines) return
    const block = Math.floor(from / blockLines)
    const within = from - block * blockLines
    const known = this.#measured.get(block)?.slice(0, within)
    for (let at = block; at < this.#blocks.length; at++) this.#measured.delete(at)
    this.#blocks.length = block
    if (within > 0) {
      this.#blocks.push(known ? known.reduce((sum, rows) => sum + rows, 0) : within)
      if (known) this.#measured.set(block, known)
    }
    this.#lines = from
  }

  /** Looks at the lines that stand in these rows. Returns whether any took another number of rows than was thought. */
  look(firstRow: number, endRow: number): boolean {
    let changed = false
    let top = 0
    for (let block = 0; block < this.#blocks.length && top < endRow; block++) {
      const isIn = top + this.#blocks[block]! > firstRow
      if (isIn && !this.#measured.has(block)) changed = this.#measure(block) || changed
      top += this.#blocks[block]!
    }
    return changed
  }

  #measure(block: number): boolean {
    const first = block * blockLines
    const count = Math.min(blockLines, this.#lines - first)
    const known = this.#measured.get(block) ?? []
    for (let line = known.length; line < count; line++) known.push(this.#rowsOf(first + line))
    const rows = known.reduce((sum, each) => sum + each, 0)
    const changed = rows !== this.#blocks[block]
    this.#measured.set(block, known)
    this.#blocks[block] = rows
    return changed
  }

  rowsAt(line: number): number {
    const block = Math.floor(line / blockLines)
    return this.#measured.get(block)?.[line - block * blockLines] ?? 1
  }

  /** The row that a line begins in. */
  rowOf(line: number): number {
    const block = Math.floor(line / blockLines)
    let row = 0
    for (let before = 0; before < block; before++) row += this.#blocks[before]!
    const measured = this.#measured.get(block)
    const within = line - block * blockLines
    if (!measured) return row + within
    for (let at = 0; at < within; at++) row += measured[at] ?? 1
    return row
  }

  /** The line that a row belongs to; the last line for rows beyond the end. */
  lineOf(row: number): number {
    let top = 0
    let block = 0
    while (block < this.#blocks.length - 1 && top + this.#blocks[block]! <= row) top += this.#blocks[block++]!
    const measured = this.#measured.get(block)
    let line = block * blockLines
    if (!measured) return Math.min(line + Math.max(0, row - top), Math.max(0, this.#lines - 1))
    for (const rows of measured) {
      if (top + rows > row) return line
      top += rows
      line++
    }
    return Math.max(0, this.#lines - 1)
  }
}
