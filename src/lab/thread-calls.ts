/** Calls to a thread: each answer finds the call that waits for it, and no call outlives the thread. */

/** What a thread does on command: for each name what goes in, and what comes out. */
type Commands<C> = { [K in keyof C]: { input: unknown; output: unknown } }

export type ThreadRequest<C extends Commands<C>> = {
  [K in keyof C]: { id: number; name: K; input: C[K]['input'] }
}[keyof C]

export interface ThreadResponse<C extends Commands<C>> {
  id: number
  output: C[keyof C]['output']
}

/** @template Death what every call that waits is answered when the thread dies */
export class ThreadCalls<C extends Commands<C>, Death> {
  readonly #waiting = new Map<number, (output: C[keyof C]['output'] | Death) => void>()
  #nextId = 1

  /** No answer is owed. */
  get idle(): boolean {
    return this.#waiting.size === 0
  }

  /** @param post takes the request to the thread */
  call<K extends keyof C>(
    name: K,
    input: C[K]['input'],
    post: (request: ThreadRequest<C>) => void
  ): Promise<C[K]['output'] | Death> {
    const id = this.#nextId++
    return new Promise((resolve) => {
      // What cannot be sent throws here, and then nothing waits.
      post({ id, name, input })
      this.#waiting.set(id, resolve)
    })
  }

  /** An answer to nobody (who asked was told of a death already) is dropped. */
  answer({ id, output }: ThreadResponse<C>): void {
    const resolve = this.#waiting.get(id)
    this.#waiting.delete(id)
    resolve?.(output)
  }

  /** The thread died: so are all answered that wait. */
  end(death: Death): void {
    for (const resolve of this.#waiting.values()) resolve(death)
    this.#waiting.clear()
  }
}
