/** The first rows of a ladder: as much as fits a page. */
import type { Ladder } from './ladder'

export function topOfLadder(ladder: Ladder, rows: number): Ladder {
  if (ladder.rows <= rows) return ladder
  return {
    ...ladder,
    rows,
    marks: ladder.marks.filter(({ row }) => row < rows),
    arrows: ladder.arrows
      .filter(({ row }) => row < rows)
      .map((arrow) =>
        arrow.refusedRow !== null && arrow.refusedRow >= rows ? { ...arrow, refusedRow: null } : arrow
      ),
    segments: ladder.segments
      .filter(({ fromRow }) => fromRow < rows)
      .map((segment) =>
        segment.toRow < rows ? segment : { ...segment, toRow: rows - 1, closed: false, closedMs: null }
      )
  }
}
