/** What tells the runs of an overlay apart: a colour and a pattern of dashes each, so that either is enough. */
export interface Look {
  /** Custom property that holds the colour. */
  colour: string
  dash: readonly number[]
}

const looks: readonly Look[] = [
  { colour: '--data-delivered', dash: [] },
  { colour: '--data-lost-request', dash: [8, 4] },
  { colour: '--data-served', dash: [2, 3] },
  { colour: '--data-lost-reply', dash: [10, 3, 2, 3] },
  { colour: '--data-sent', dash: [4, 4] },
  { colour: '--data-guess', dash: [12, 6] }
]

/** @param letter A, B, C … */
export const lookOf = (letter: string): Look => looks[(letter.charCodeAt(0) - 65) % looks.length]!
