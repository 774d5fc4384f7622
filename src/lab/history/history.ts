/** The history as the lab holds it: its thread, and calls that never outlive the thread. */
import { isBuiltin } from 'node:module'
import { Worker } from 'node:worker_threads'
import { failure } from '#shared/fault'
import { ThreadCalls, type ThreadResponse } from '../thread-calls'
import type {
  HistoryAnswer,
  HistoryCalls,
  HistoryCommand,
  HistoryCommands,
  HistoryThreadData
} from './protocol'

export class History {
  readonly #workerFile: string
  readonly #file: string
  readonly #calls = new ThreadCalls<HistoryCalls, typeof died>()
  #worker: Worker | null = null

  /**
   * @param workerFile the built file of workers/history.ts
   * @param file the database
   */
  constructor(workerFile: string, file: string) {
    this.#workerFile = workerFile
    this.#file = file
  }

  /** Asks the thread, which is started when there is none. When it dies, the answer is the fault that says so. */
  call<K extends HistoryCommand>(name: K, input: HistoryCommands[K]['input']): Promise<HistoryAnswer<K>> {
    if (!isBuiltin('node:sqlite')) return Promise.resolve(noDatabase)
    const worker = (this.#worker ??= this.#start())
    return this.#calls.call(name, input, (request) => worker.postMessage(request))
  }

  #start(): Worker {
    const worker = new Worker(this.#workerFile, {
      workerData: { file: this.#file } satisfies HistoryThreadData,
      name: 'History',
      stderr: true,
      stdout: true
    })
    worker.on('message', (response: ThreadResponse<HistoryCalls>) => this.#calls.answer(response))
    worker.on('error', () => this.#lose(worker))
    worker.on('exit', () => this.#lose(worker))
    return worker
  }

  #lose(worker: Worker): void {
    if (worker !== this.#worker) return
    this.#worker = null
    this.#calls.end(died)
  }

  /** Waits for what was asked before, and ends the thread. */
  async close(): Promise<void> {
    if (!this.#worker) return
    await this.call('close', null)
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }
}

const noDatabase = failure('history/unavailable', 'This Node has no database, so no history is kept.')
const died = failure('history/unavailable', 'The thread of the history died.', {
  advice: 'Try again: it is started anew. What was kept before is whole.'
})
