/** The student's progress and answers in this window, kept by main in a file after each change. */
import { emptyNotebook, type KeptAnswer, type Notebook } from '#shared/lessons/notebook'
import type { WalkthroughStart } from '#shared/settings'
import { lab } from '../lab'

/** A draft is kept when the student stops to think. */
const draftPauseMs = 400

function without<T>(entries: Record<string, T>, gone: string): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => id !== gone))
}

class OpenNotebook {
  /** What went wrong with the file, in words. */
  trouble: { message: string; advice?: string } | null = $state.raw(null)
  #notebook: Notebook = $state.raw(emptyNotebook)
  /** Before it was read nothing may be written: it would take the place of what is there. */
  #phase: 'unread' | 'read' | 'unreadable' = $state('unread')
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The last failure to write, until a write succeeds. */
  #told: string | null = null

  get isRead(): boolean {
    return this.#phase !== 'unread'
  }

  get pages(): Notebook {
    return this.#notebook
  }

  /**
   * @param start what the walkthroughs do now, whatever they did when the window closed
   * @param tasks ids of those that have one
   */
  async open(start: WalkthroughStart, tasks: readonly string[]): Promise<void> {
    const answer = await lab.call('readNotebook')
    this.#phase = answer.ok ? 'read' : 'unreadable'
    if (!answer.ok) {
      this.trouble = {
        message: 'Your progress and answers could not be read.',
        advice: 'What you do now is not kept. Start UDP Lab again.'
      }
      return
    }
    const { notebook } = answer.value
    const shown = Object.fromEntries(tasks.map((task) => [task, start === 'shown']))
    this.#notebook = start === 'as-left' ? notebook : { ...notebook, shown: { ...notebook.shown, ...shown } }
    if (answer.value.newer) {
      this.trouble = {
        message: 'Your progress and answers were written by a newer UDP Lab.',
        advice: 'That file is left as it is. What you do now is not kept. Update UDP Lab.'
      }
    }
    if (answer.value.setAside !== null) {
      this.trouble = {
        message: 'The file of your progress and answers was damaged.',
        advice: `The file was renamed to ${answer.value.setAside}, and a new one was begun.`
      }
    }
  }

  markDone(steps: readonly string[]): void {
    const news = steps.filter((step) => this.#notebook.done[step] === undefined)
    if (news.length === 0 || !this.isRead) return
    const atEpochMs = Date.now()
    const done = Object.fromEntries(news.map((step) => [step, atEpochMs]))
    this.#change({ done: { ...this.#notebook.done, ...done } })
  }

  /** Who walks wants to see it, in a narrow window too. */
  show(task: string, step: string): void {
    const { current, shown } = this.#notebook
    this.#change({ current: { ...current, [task]: step }, shown: { ...shown, [task]: true } })
  }

  setShown(task: string, shown: boolean): void {
    this.#change({ shown: { ...this.#notebook.shown, [task]: shown } })
  }

  draft(question: string, text: string): void {
    this.#notebook = { ...this.#notebook, drafts: { ...this.#notebook.drafts, [question]: text } }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#keep(), draftPauseMs)
  }

  answer(question: string, text: string, evidence: string[]): void {
    const drafts = without(this.#notebook.drafts, question)
    const answer: KeptAnswer = { text, answeredAtEpochMs: Date.now(), evidence }
    this.#change({ drafts, answers: { ...this.#notebook.answers, [question]: answer } })
  }

  /** The answer is taken back: there is none. */
  withdraw(question: string): void {
    const { drafts, answers } = this.#notebook
    this.#change({ drafts: without(drafts, question), answers: without(answers, question) })
  }

  #change(news: Partial<Notebook>): void {
    this.#notebook = { ...this.#notebook, ...news }
    void this.#keep()
  }

  async #keep(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#phase !== 'read') return
    const kept = await lab.call('keepNotebook', this.#notebook)
    if (kept.ok) {
      this.#told = null
      return
    }
    const { message, advice } = kept.fault
    // Each step is a write: on a disk that takes none it is told once.
    if (message === this.#told) return
    this.#told = message
    this.trouble = advice === undefined ? { message } : { message, advice }
  }
}

/** There is one, as there is one window. */
export const notebook = new OpenNotebook()
