/**
 * Files that were dropped on the window. The page has a File and no path: the preload alone tells main the path, and the page
 * gets a number for it. Whoever wants the file by its number has it after the user said yes in a dialog of main.
 */
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'
import type { Question, TakeDropped } from '#lab/session/lab-settings'

/** More wait only where nobody asks for them. */
const waitingMost = 8

const advice = 'Choose it with the button instead.'

export class DroppedFiles {
  readonly #ask: (question: Question) => Promise<Result<boolean>>
  readonly #waiting = new Map<number, string>()
  #next = 1

  constructor(ask: (question: Question) => Promise<Result<boolean>>) {
    this.#ask = ask
  }

  /** @param file empty: it is no file of this machine, such as one that a page made up */
  give(file: string): Result<number> {
    if (!path.isAbsolute(file))
      return failure('input/invalid', 'What was dropped is no file of this machine.', { advice })
    const [oldest] = this.#waiting.keys()
    if (this.#waiting.size >= waitingMost && oldest !== undefined) this.#waiting.delete(oldest)
    this.#waiting.set(this.#next, file)
    return success(this.#next++)
  }

  /** A number is good for one question. */
  readonly take: TakeDropped = async (dropped, question) => {
    const file = this.#waiting.get(dropped)
    this.#waiting.delete(dropped)
    if (file === undefined) return failure('input/invalid', 'No file was dropped.', { advice })
    const said = await this.#ask(question(file))
    if (!said.ok) return said
    return success(said.value ? file : null)
  }
}
