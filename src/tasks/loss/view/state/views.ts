/** What Task 4's tab shows. */
export type LossView = 'run' | 'two-by-two' | 'sweep'

/** What each is called in the settings file, where names stay what they were. */
export const writtenViews = { run: 'run', 'two-by-two': 'compare', sweep: 'sweep' } as const
