/** How often a picture of what goes on is drawn anew: a machine that is busy with the run itself draws less often. */

/** Drawing takes at most this share of the time. */
const drawingShare = 0.05

/** The pause between two drawings, in ms, when one takes `costMs`. */
export const pauseAfter = (costMs: number, { least, most }: { least: number; most: number }): number =>
  Math.min(Math.max(costMs / drawingShare, least), most)
