/** One task's walkthrough: where the student is, what is done, and what the session says to it. */
import { type AnswerVerdict, type Question, questionOf, type Step } from '#shared/lessons/lesson'
import type { LessonView } from '#shared/lessons/view'
import type { Fault } from '#shared/fault'
import type { Lesson } from '#shared/lessons/lesson'
import type { SessionView } from '../session-view.svelte'
import { notebook } from './notebook.svelte'

/** The tab of a task that is walked through. */
export interface WalkedTask {
  readonly task: string
  readonly definition: { lesson: Lesson }
  readonly session: SessionView
  /** What the tab knows beyond its session. */
  readonly own: unknown
  /** What is shown is over, and was not done now. */
  readonly showsKept: boolean
  readonly fault: Fault | null
  /** What the buttons of the steps do. */
  readonly actions: Readonly<Record<string, () => Promise<void>>>
  /** What the sessions of other tasks say to a question of this one. */
  saidElsewhere(question: string): readonly string[]
  /** False when there are none. */
  stopOtherServers(): Promise<boolean>
}

export class Walkthrough {
  readonly steps: readonly Step[]
  /** Those that no step asks. */
  readonly questions: readonly Question[]
  acting = $state(false)
  /** The step whose button was used last. */
  #tried: string | null = $state(null)
  readonly #task: WalkedTask

  constructor(task: WalkedTask) {
    this.#task = task
    this.steps = task.definition.lesson.steps
    const asked = this.steps.map(({ asks }) => asks)
    this.questions = task.definition.lesson.questions.filter(({ id }) => !asked.includes(id))
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
    const { session, own } = this.#task
    return { ...session.lessonView, own, answered: Object.keys(notebook.pages.answers) }
  }

  /** What was answered in a field of the tab's own is an answer too, where none was given in the walkthrough. */
  #takeAnswersGivenElsewhere(): void {
    for (const question of this.#task.definition.lesson.questions) {
      if (!question.givenElsewhere || notebook.pages.answers[question.id]) continue
      const given = question.givenElsewhere(this.view())
      if (given !== null) this.answer(question, given)
    }
  }

  question(id: string): Question {
    return questionOf(this.#task.definition.lesson, id)
  }

  /** Marks what has been done, whoever did it. */
  check(): void {
    // What is looked at in the history was not done now.
    if (!notebook.isRead || this.#task.showsKept) return
    this.#takeAnswersGivenElsewhere()
    const open = this.steps.filter(({ id }) => !this.isDone(id))
    if (open.length === 0) return
    const view = this.view()
    notebook.markDone(open.filter((step) => step.isDone(view)).map(({ id }) => id))
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

  /** What runs say now: those of another task that is about this very question, or else those of this one. */
  #said(question: Question): string[] {
    const elsewhere = this.#task.saidElsewhere(question.id)
    return elsewhere.length > 0 ? [...elsewhere] : question.evidence(this.view())
  }

  /** What the runs say: those of this session, or else those at the time of the answer. */
  evidence(question: Question): readonly string[] {
    const now = this.#said(question)
    return now.length > 0 ? now : (notebook.pages.answers[question.id]?.evidence ?? [])
  }

  /** What the student's own run showed of a step that is done. */
  saw(step: Step): readonly string[] {
    return this.isDone(step.id) ? step.saw(this.view()) : []
  }

  /** Whether the answer is right; null: no run says it, or it is one in the student's own words. */
  verdict(question: Question, answer: string): AnswerVerdict | null {
    return question.verdict?.(this.view(), answer) ?? null
  }

  answer(question: Question, text: string): void {
    notebook.answer(question.id, text, this.#said(question))
  }
}
