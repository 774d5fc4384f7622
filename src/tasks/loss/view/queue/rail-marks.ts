/** What is marked on the rail of the film: what the student said beside what was seen. */
import type { LossOutcome } from '#tasks/loss/model/outcome'
import type { QueueFilm } from '#tasks/loss/model/queue/film'
import { figure } from '#shared/text'

export interface RailMark {
  name: string
  /** Share of the run. */
  at: number
  kind: 'guess' | 'truth'
}

/** When each number was sent. Moves the film. */
export function railMarks(film: QueueFilm, { guess, ledger, parameters }: LossOutcome): RailMark[] {
  const { firstMs, lastMs } = film.facts
  const at = (number: number): number =>
    lastMs > firstMs ? (film.sentMs(Math.min(number, parameters.count)) - firstMs) / (lastMs - firstMs) : 0
  const marks: RailMark[] = []
  if (guess) marks.push({ name: `You said ${figure(guess)}`, at: at(guess), kind: 'guess' })
  if (ledger.firstLost !== null)
    marks.push({ name: `First lost ${figure(ledger.firstLost)}`, at: at(ledger.firstLost), kind: 'truth' })
  return marks
}

/** What was said beside what was seen, in a sentence; null: nothing was said. */
export function revealWords({ guess, ledger }: LossOutcome): string | null {
  if (guess === null || guess === undefined) return null
  const said = guess === 0 ? 'You said: none is lost.' : `You said: ${figure(guess)} is lost first.`
  const { firstLost } = ledger
  if (firstLost === null) return `${said} ${guess === 0 ? 'Right: none is lost.' : 'None is lost.'}`
  if (guess === 0) return `${said} The first lost number is ${figure(firstLost)}.`
  const off = firstLost - guess
  if (off === 0) return `${said} Right to the number.`
  return `${said} The first lost number is ${figure(firstLost)}, ${figure(Math.abs(off))} ${off > 0 ? 'later' : 'earlier'}.`
}
