/** Why the history does not do what it was asked. */
import { failure, type Result } from '#shared/fault'
import { newerAdvice } from '#shared/newer'

export const tooLong = (name: string): Result<void> =>
  failure('history/not-written', `"${name}" is too long to be kept: what was kept of it before stays.`, {
    advice: 'Clear the tab now and then, so that a session does not grow for ever.'
  })

export const gone = failure('history/not-found', 'That run is not in the history any more.')

export const newer = (name: string, unknown: string) =>
  failure('history/newer', `"${name}" was made by a newer UDP Lab (${unknown}).`, {
    advice: `It is kept as it is. ${newerAdvice}`
  })
