/** Why the history does not do what it was asked. */
import { failure, type Result } from '#shared/fault'
import { newerAdvice } from '#shared/newer'

export const tooLong = (name: string): Result<void> =>
  failure('history/not-written', `"${name}" is too large to save; the earlier part is kept.`, {
    advice: 'Clear the tab now and then, so that a session stays short.'
  })

export const gone = failure('history/not-found', 'That run is not in the history any more.')

export const newer = (name: string, unknown: string) =>
  failure('history/newer', `"${name}" was made by a newer UDP Lab (${unknown}).`, {
    advice: `The run is kept unchanged. ${newerAdvice}`
  })
