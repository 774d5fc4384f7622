/** The lab without a screen: the four tasks, each with its session. */
import type { Result } from '#shared/fault'
import type { SessionSnapshot } from '#shared/model/session'
import type { TaskId } from '#shared/tasks/catalogue'
import { ThreadPool } from './endpoints/thread-pool'
import { type LabSettings, Session } from './session'
import { Series } from './sweep/series'
import { Task1 } from './tasks/task1/task1'
import { Task2 } from './tasks/task2/task2'
import { Task3 } from './tasks/task3/task3'
import { Task4 } from './tasks/task4/task4'

export class Lab {
  readonly task1: Task1
  readonly task2: Task2
  readonly task3: Task3
  readonly task4: Task4
  /** Sweeps and the 2x2: many runs of Task 4, one after the other. */
  readonly series: Series

  readonly #threadPool: ThreadPool

  constructor(settings: LabSettings) {
    const pool = (this.#threadPool = new ThreadPool(settings.workerFile))
    this.task1 = new Task1(new Session('task1', settings, pool))
    this.task2 = new Task2(new Session('task2', settings, pool))
    this.task3 = new Task3(new Session('task3', settings, pool))
    this.task4 = new Task4(new Session('task4', settings, pool), settings.task4Port)
    this.series = new Series(this.task4, settings, pool)
  }

  #sessions(): Session[] {
    return [this.task1.session, this.task2.session, this.task3.session, this.task4.session]
  }

  #sessionOf(task: TaskId): Session {
    return this.#sessions().find((session) => session.task === task)!
  }

  /** Whether the endpoints of a task's programs stop before each call. A run of Task 4 never does. */
  slowMotion(task: TaskId, on: boolean): void {
    this.#sessionOf(task).motion.set(on)
  }

  /** Lets one endpoint make the call that it is held before. */
  step(task: TaskId, endpointId: number, stop: number): Result<void> {
    return this.#sessionOf(task).motion.step(endpointId, stop)
  }

  snapshot(): SessionSnapshot[] {
    return this.#sessions().map((session) => session.snapshot())
  }

  /** Empties a task's terminals. Its servers are stopped: what they print next would have no beginning. */
  async clear(task: TaskId): Promise<void> {
    if (task === 'task4') {
      await this.task4.finish()
      this.series.forget()
    }
    await this.#sessionOf(task).reset()
  }

  /** Closes every socket and ends every thread. */
  async close(): Promise<void> {
    await this.task4.end()
    await Promise.all([...this.#sessions().map((session) => session.close()), this.series.close()])
    await this.#threadPool.drain()
  }
}
