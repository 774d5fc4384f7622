/** How far a check is kept apart from what else the machine does and holds. */
export type Isolation =
  | 'none'
  /** A network of its own. */
  | 'network'
  /** Besides, it can change no file outside its temporary folder. */
  | 'network and files'

/** As documents tell it. */
export const isolationFacts = (isolation: Isolation): { isolated: boolean; readOnlyFiles: boolean } => ({
  isolated: isolation !== 'none',
  readOnlyFiles: isolation === 'network and files'
})
