/** One task's walkthrough: where the student is, what is done, and what the session says to it. */
import { guessIn, isDone } from '../../../shared/lessons/checks'
import { evidenceFor } from '../../../shared/lessons/evidence'
import type { Lesson, Step } from '../../../shared/lessons/lesson'
import { lessons } from '../../../shared/lessons/lessons'
import { type Question, type QuestionId, questionsOf } from '../../../shared/lessons/questions'
import type { LessonView } from '../../../shared/lessons/view'
import type { TaskState } from '../tabs/common/task-state.svelte'
import { notebook } from './notebook.svelte'

export class Walkthrough {
  readonly steps: readonly Step[]
  /** Those that no step asks. */
  readonly questions: readonly Question[]
  acting = $state(false)
  /** The step whose button was used last. */
  #tried: string | null = $state(null)
  readonly #task: TaskState

  constructor(task: TaskState) {
    this.#task = task
    this.steps = (lessons[task.task] as Lesson).steps
    const asked = this.steps.map(({ asks }) => asks)
    this.questions = questionsOf(task.task).filter(({ id }) => !asked.includes(id))
  }

  get index(): number {
    const current = notebook.pages.current[this.#task.task]
    return Math.max(
      0,
      this.steps.findIndex(({ id }) => id === current)
    )
  }

  get doneCount(): number {
    return this.steps.filter(({ id }) => this.isDone(id)).length
  }

  isDone(step: string): boolean {
    return notebook.pages.done[step] !== undefined
  }

  goTo(index: number): void {
    const step = this.steps[index]
    if (step) notebook.show(this.#task.task, step.id)
  }

  /** What the session holds now. Whoever reads it in an effect is told when it grows. */
  view(): LessonView {
    const { session, probes } = this.#task
    void session.version
    return {
      endpoints: session.endpoints,
      run: session.run,
      probes,
      answered: Object.keys(notebook.pages.answers)
    }
  }

  /** What was foretold in Task 4's own field is an answer too, where none was given in the walkthrough. */
  #takeGuess(): void {
    const question = 'task4/first-lost'
    if (this.#task.task !== 'task4' || notebook.pages.answers[question]) return
    const guess = guessIn(this.view())
    if (guess !== null) this.answer(question, String(guess))
  }

  /** Marks what has been done, whoever did it. */
  check(): void {
    // What is looked at in the history was not done now.
    if (!notebook.isRead || this.#task.showsKept) return
    this.#takeGuess()
    const open = this.steps.filter(({ id }) => !this.isDone(id))
    if (open.length === 0) return
    const view = this.view()
    notebook.markDone(open.filter((step) => isDone(step.check, view)).map(({ id }) => id))
  }

  async act({ id, action }: Step): Promise<void> {
    if (!action || this.acting) return
    this.acting = true
    await this.#task.actions[action.name]?.()
    // The walkthrough of another task has left its server on the port: who goes by the steps alone need not know.
    const isHeld = this.#task.fault?.code === 'socket/address-in-use'
    if (isHeld && (await this.#task.stopOtherServers())) await this.#task.actions[action.name]?.()
    this.check()
    this.acting = false
    this.#tried = id
  }

  /** Its button was used, and what it asks for has not happened. */
  isMissed(step: string): boolean {
    return this.#tried === step && !this.acting && !this.isDone(step)
  }

  /** What the runs say: those of this session, or else those at the time of the answer. */
  evidence(question: QuestionId): readonly string[] {
    const now = evidenceFor(question, this.view())
    return now.length > 0 ? now : (notebook.pages.answers[question]?.evidence ?? [])
  }

  answer(question: QuestionId, text: string): void {
    notebook.answer(question, text, evidenceFor(question, this.view()))
  }
}
