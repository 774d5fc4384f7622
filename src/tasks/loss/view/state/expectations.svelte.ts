/** What is thought before and after a run: the student's prediction, the model's, and the run that would test it. */
import type { LossOutcome, LossParameters } from '#tasks/loss/model/run'
import { type Experiment, lossQueueOf } from '#tasks/loss/model/explain/experiment'
import { type Forecast, guessLimits, sameParameters } from '#tasks/loss/model/prediction'
import { numberIn } from '#shared/lessons/lesson'
import { readNumber } from '#ui/components/number-text'
import type { TaskState } from '#ui/task-kit/task-state.svelte.ts'

export const guessFieldLimits = { ...guessLimits, optional: true }

/** Which part of the explanation is open. */
export type Opened = 'why' | 'predictions' | 'buffers' | 'witness' | null

export class Expectations {
  /** What the student typed: the first number to be lost, 0 for none, empty for no prediction. */
  guess = $state('')
  opened: Opened = $state(null)
  /** The model's word, once the student has asked for it. */
  #forecast: Forecast | null = $state.raw(null)
  #proposed: { question: string; experiment: Experiment | null } | null = $state.raw(null)
  readonly #task: TaskState

  constructor(task: TaskState) {
    this.#task = task
  }

  readGuess(): ReturnType<typeof readNumber> {
    return readNumber(this.guess, 'My prediction', guessFieldLimits)
  }

  /** An answer to the walkthrough's question, where the field is empty. */
  take(answer: string | undefined): void {
    if (answer === undefined || this.guess.trim() !== '') return
    const said = numberIn(answer)
    if (said >= guessLimits.minimum && said <= guessLimits.maximum) this.guess = String(said)
  }

  /** The model's word on these parameters; null when it was not asked, or was asked about others. */
  forecastOn(parameters: LossParameters | null): Forecast | null {
    const forecast = this.#forecast
    return forecast && parameters && sameParameters(forecast.parameters, parameters) ? forecast : null
  }

  async show(parameters: LossParameters): Promise<void> {
    const answer = await this.#task.attempt('forecast', parameters)
    this.#forecast = answer?.value ?? null
  }

  hide(): void {
    this.#forecast = null
  }

  /** A prediction is about one run: the next one needs another. */
  async settle(outcome: LossOutcome): Promise<void> {
    this.guess = ''
    this.hide()
    if (this.opened === 'why') await this.#propose(outcome)
  }

  async toggle(part: Exclude<Opened, null>, outcome: LossOutcome): Promise<void> {
    this.opened = this.opened === part ? null : part
    if (this.opened === 'why') await this.#propose(outcome)
  }

  experimentOn(outcome: LossOutcome): Experiment | null {
    return this.#proposed?.question === questionOf(outcome) ? this.#proposed.experiment : null
  }

  async #propose(outcome: LossOutcome): Promise<void> {
    const question = questionOf(outcome)
    if (this.#proposed?.question === question) return
    const lost = lossQueueOf(outcome.ledger)
    const answer = await this.#task.attempt('experiment', { parameters: outcome.parameters, lost })
    if (answer) this.#proposed = { question, experiment: answer.value }
  }
}

/** The same run comes as an answer and as an event: what is asked about it is what makes it the same. */
const questionOf = ({ parameters, ledger }: LossOutcome): string =>
  JSON.stringify([parameters, lossQueueOf(ledger)])
