/** What a walkthrough is: steps and questions as values, each with the functions that say what a session shows of it. */
import type { LessonView } from './view'

export interface Step<Action extends string = string> {
  /** Unique among all tasks; progress is kept by it, so it is never given to another step. */
  id: string
  title: string
  /** Terms of the glossary stand in double square brackets: [[datagram]], or [[term|words shown for it]]. */
  text: string
  /** What to watch for. */
  watch?: string
  /** What its button does: the tab has an action for each name. */
  action?: { name: Action; label: string }
  /** What to say when the button was used and the step is still not done; where it is plain, nothing. */
  otherwise?: string
  /** Id of a question of the same lesson that is asked in the step itself. */
  asks?: string
  /** Whether it is done: decided from what really happened, whoever clicked what. */
  isDone(view: LessonView): boolean
  /**
   * Once it is done: what the student's own run showed, in two or three sentences that answer `watch`. None where the session
   * does not hold that run any more.
   */
  saw(view: LessonView): string[]
}

/** What a step says in words alone; its task's catalogue has them. */
export type StepWords = Pick<Step, 'title' | 'text' | 'watch' | 'otherwise'>

/** The same of a question. */
export type QuestionWords = Pick<Question, 'prompt' | 'modelAnswer'>

/** How a question is answered. */
export type AnswerForm =
  { kind: 'text' } | { kind: 'choice'; choices: readonly string[] } | { kind: 'number'; unit: string }

/** Whether an answer is right, by the student's own run. */
export interface AnswerVerdict {
  right: boolean
  /** The run's own value, in a sentence. */
  says: string
}

export interface Question {
  /** Unique among all tasks; answers are kept by it. */
  id: string
  /** Its number in the exercise; null for one that the app asks. */
  exercise: string | null
  prompt: string
  form: AnswerForm
  /** Shown only after the student's own. Plain sentences; terms as in the steps. */
  modelAnswer: string
  /** What the student's own runs say to it: sentences; none while nothing was run that says something to it. */
  evidence(view: LessonView): string[]
  /** Marks a choice or a number by the student's own run; null while no run says it. A free answer is marked by nobody. */
  verdict?(view: LessonView, answer: string): AnswerVerdict | null
  /** What was answered to it elsewhere in the tab, or null: it counts where no answer was given in the walkthrough. */
  givenElsewhere?(view: LessonView): string | null
}

export interface Lesson<Action extends string = string> {
  steps: readonly Step<Action>[]
  /** In the order of the report. */
  questions: readonly Question[]
  /** What runs of this task say to questions of others, by the questions' ids; it counts before what theirs say. */
  alsoSays?: Readonly<Record<string, (view: LessonView) => string[]>>
}

/** The number that was answered, as refusalOf() lets it through: digits, perhaps with commas. */
export const numberIn = (answer: string): number => Number(answer.trim().replaceAll(',', ''))

/** Of a question that is answered in one's own words. */
export const ownWords: AnswerForm = { kind: 'text' }

/** The question of a lesson with this id; a step that asks for one that is not there is a bug. */
export function questionOf({ questions }: Lesson, id: string): Question {
  const question = questions.find((candidate) => candidate.id === id)
  if (!question) throw new RangeError(`no question ${id}`)
  return question
}
