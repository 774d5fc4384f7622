/** Task 4's run: its parameters with defaults and limits, its presets, its outcome. */
export * from './presets'
export type * from './outcome'
export * from './parameters'
