/**
 * The threads in which endpoints live, one each. A thread whose endpoint closed as it should is kept for the next one: its
 * code is compiled already, which in a new thread takes longer than a burst of 20,000 datagrams. Nothing else is kept.
 */
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { LoadLatch } from './load-latch'
import type { FromThread, Request, ThreadData, ThreadLease } from './protocol'

/** Threads of one trade that wait for their next endpoint. */
const idleLimit = 2

export interface LeaseEvents {
  message(message: FromThread): void
  /** The thread died of an error that nobody caught. */
  died(cause: string): void
  /** The thread is gone, or somebody else's: the last that is heard of it. */
  ended(): void
}

/** A thread, for as long as one endpoint has it. */
export interface Lease {
  post(request: Request): void
  /** Gives the thread back. Only when its endpoint has closed and owes no answer. */
  release(): void
  /** Ends the thread, whatever it does. `wake` is called as soon as the end is ordered: the thread may be in a call. */
  terminate(wake?: () => void): Promise<void>
}

export class ThreadPool {
  readonly #workerFile: string
  readonly #idle = new Map<string, Thread[]>()

  /** @param workerFile the built file of workers/endpoint.ts */
  constructor(workerFile: string) {
    this.#workerFile = workerFile
  }

  /** @param trade whose code the thread has compiled, once it was given back: those of another trade do not get it */
  take(trade: string, data: ThreadData, events: LeaseEvents): Lease {
    const thread = this.#idleOf(trade).pop() ?? new Thread(this.#workerFile, trade)
    return thread.lease(data, events, () => this.#takeBack(trade, thread))
  }

  #idleOf(trade: string): Thread[] {
    const idle = this.#idle.get(trade)?.filter(({ alive }) => alive) ?? []
    this.#idle.set(trade, idle)
    return idle
  }

  #takeBack(trade: string, thread: Thread): void {
    const idle = this.#idleOf(trade)
    if (idle.length < idleLimit) idle.push(thread)
    else void thread.terminate()
  }

  /** Ends the threads that wait. Those that are taken go on, and new ones can be taken. */
  async drain(): Promise<void> {
    const idle = [...this.#idle.values()].flat()
    this.#idle.clear()
    await Promise.all(idle.map((thread) => thread.terminate()))
  }
}

class Thread {
  readonly #worker: Worker
  readonly #latch = new LoadLatch()
  readonly #gone: Promise<void>
  #events: LeaseEvents | null = null
  #port: MessagePort | null = null
  alive = true

  constructor(workerFile: string, name: string) {
    this.#worker = new Worker(workerFile, {
      name,
      workerData: this.#latch.buffer,
      // The thread's faults come as values; what it may print is a bug's trace, which no user should meet.
      stderr: true,
      stdout: true
    })
    this.#worker.on('error', (error) => this.#events?.died(error.message))
    this.#gone = new Promise((resolve) => this.#worker.once('exit', () => resolve()))
    this.#worker.once('exit', () => {
      this.alive = false
      this.#events?.died('it ended')
      this.#finish()
    })
  }

  /** What an endpoint and its thread say to each other goes through a channel of their own, which ends with the lease. */
  lease(data: ThreadData, events: LeaseEvents, giveBack: () => void): Lease {
    const { port1: here, port2: there } = new MessageChannel()
    this.#events = events
    this.#port = here
    here.on('message', (message: FromThread) => events.message(message))
    this.#worker.ref()
    let over = false
    this.#worker.postMessage({ ...data, port: there } satisfies ThreadLease, [there])
    return {
      post: (request) => here.postMessage(request),
      release: () => {
        over = true
        this.#finish()
        // A process with nothing else to do need not wait for a thread that nobody has.
        this.#worker.unref()
        if (this.alive) giveBack()
      },
      // Once it was given back it is not this lease's to end.
      terminate: (wake) => (over ? Promise.resolve() : this.terminate(wake))
    }
  }

  #finish(): void {
    const events = this.#events
    this.#events = null
    this.#port?.close()
    this.#port = null
    events?.ended()
  }

  async terminate(wake?: () => void): Promise<void> {
    const loading = this.#latch.end()
    if (loading) await Promise.race([loading, this.#gone])
    const terminated = this.#worker.terminate()
    wake?.()
    await terminated
  }
}
