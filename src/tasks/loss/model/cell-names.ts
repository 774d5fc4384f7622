/** The cells of a 2x2 as its charts name them, in the order of `compareCells`. */
export const cellNames = ['Both small', 'Server large', 'Client large', 'Both large'] as const
