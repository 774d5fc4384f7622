/** What a newer UDP Lab wrote: names of tasks, programs and the like that this version does not know. Such things are left as they are. */

const namePattern = /^[a-z][\w/-]{0,39}$/i

/** Whether it could be a name that a newer version gave to something; anything else is damage. */
export const isName = (value: unknown): value is string =>
  typeof value === 'string' && namePattern.test(value)

/** `the task "task5"`. */
export const unknownName = (kind: string, name: string): string =>
  isName(name) ? `the ${kind} "${name}"` : `a ${kind}`

export const newerAdvice = 'Update UDP Lab, and open it again.'
