/** How the history writes a run: when, how long, how large, what came of it. */
import { figure } from '#shared/text'
import type { Outcome } from '#shared/events/session'
import type { KeptRunSummary } from '#shared/kept/kept-run'

let when: Intl.DateTimeFormat | undefined

/** The window starts without the format: it costs some ten milliseconds, and at first no run is shown. */
export function timeText(epochMs: number): string {
  when ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
  return when.format(epochMs)
}

export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} KB`
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`
  return `${(bytes / 1e9).toFixed(1)} GB`
}

/**
 * What came of it, in a few words.
 * @param line what its task says of an outcome; null: there is none
 */
export function outcomeText(
  { end, outcome, eventCount, newer }: KeptRunSummary,
  line: (outcome: Outcome | null) => string | null
): string {
  if (newer !== undefined) return `made by a newer UDP Lab (${newer})`
  if (end === 'interrupted') return 'interrupted: nothing of it was kept'
  const events = `${figure(eventCount)} events`
  const said = line(outcome)
  if (said === null) return end === 'failed' ? `failed, ${events}` : events
  return end === 'finished' ? said : `${said}, ${end}`
}

/** Said after a number of runs that were read or written. */
export const leftOutText = (count: number): string =>
  count > 0 ? `, ${count} left out: made by a newer UDP Lab` : ''
