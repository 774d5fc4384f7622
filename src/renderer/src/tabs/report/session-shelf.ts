/** The runs of this session of the app: what each task's tab shows now. */
import { failure, type Result, success } from '../../../../shared/fault'
import { cell, type EventBatch } from '../../../../shared/model/batch'
import type { KeptRun, KeptRunSummary, MachineFacts } from '../../../../shared/model/kept-run'
import type { RunState } from '../../../../shared/model/session'
import { describeTask, type TaskId, taskIds } from '../../../../shared/tasks/catalogue'
import type { Sessions, SessionView } from '../../sessions.svelte'
import type { RunShelf } from './run-shelf'

export type Hash = (batches: readonly EventBatch[]) => Promise<string>

const endOf: Partial<Record<RunState['phase'], KeptRun['end']>> = { cancelled: 'cancelled', failed: 'failed' }

const lastMsOf = ({ baseMs, offsetUs, count }: EventBatch): number =>
  baseMs + cell(offsetUs, count - 1) / 1000

function nameOf(task: TaskId, { run }: SessionView): string {
  const title = `Task ${taskIds.indexOf(task) + 1}: `
  if (!('outcome' in run)) return title + describeTask(task).title
  const { count, serverBuffer } = run.outcome.parameters
  const buffer = serverBuffer === null ? '' : `, server buffer ${serverBuffer.toLocaleString('en-US')}`
  return `${title}${count.toLocaleString('en-US')} ${count === 1 ? 'number' : 'numbers'}${buffer}`
}

export class SessionShelf implements RunShelf {
  /** A run is known by the same id for as long as the window shows it. */
  #ids = new WeakMap<SessionView, string>()
  /** A session's hash, and at which version of it that was made. */
  #hashes = new WeakMap<SessionView, { version: number; hash: string }>()
  readonly #sessions: Sessions
  readonly #hash: Hash

  constructor(sessions: Sessions, hash: Hash) {
    this.#sessions = sessions
    this.#hash = hash
  }

  async list(): Promise<Result<KeptRunSummary[]>> {
    const runs = await Promise.all(this.#settled().map(([task, view]) => this.#keep(task, view)))
    return success(runs.sort((a, b) => b.startedAtEpochMs - a.startedAtEpochMs))
  }

  async open(id: string): Promise<Result<KeptRun>> {
    const found = this.#settled().find(([, view]) => this.#idOf(view) === id)
    if (found) return success(await this.#keep(...found))
    return failure('input/invalid', 'That run is not there any more.', {
      advice: 'Pick another one, or run the task again.'
    })
  }

  /** Sessions in which something happened, and no run goes on. */
  #settled(): [TaskId, SessionView][] {
    return taskIds
      .map((task): [TaskId, SessionView] => [task, this.#sessions.of(task)])
      .filter(
        ([, { endpoints, run }]) =>
          run.phase !== 'running' &&
          endpoints.some(({ info, store }) => info.role === 'client' && store.count > 0)
      )
  }

  #idOf(view: SessionView): string {
    const id = this.#ids.get(view) ?? crypto.randomUUID()
    this.#ids.set(view, id)
    return id
  }

  async #hashOf(view: SessionView, batches: readonly EventBatch[]): Promise<string> {
    const { version } = view
    const known = this.#hashes.get(view)
    if (known?.version === version) return known.hash
    const hash = await this.#hash(batches)
    this.#hashes.set(view, { version, hash })
    return hash
  }

  async #keep(task: TaskId, view: SessionView): Promise<KeptRun> {
    const { endpoints, run, startedAtMs, queues } = view
    // As they came: an endpoint's own batches are in order, and those of several lie between each other.
    const batches = endpoints.flatMap(({ store }) => store.batches).sort((a, b) => a.baseMs - b.baseMs)
    const lastMs = Math.max(startedAtMs, ...batches.filter(({ count }) => count > 0).map(lastMsOf))
    return {
      id: this.#idOf(view),
      task,
      name: nameOf(task, view),
      startedAtEpochMs: Math.round(Date.now() - (this.#sessions.nowMs() - startedAtMs)),
      durationMs: lastMs - startedAtMs,
      end: endOf[run.phase] ?? 'finished',
      eventCount: batches.reduce((sum, { count }) => sum + count, 0),
      sizeBytes: 0,
      hash: await this.#hashOf(view, batches),
      outcome: 'outcome' in run ? run.outcome : null,
      startedAtMs,
      endpoints: endpoints.map(({ info }) => info),
      batches,
      queues,
      machine: this.#machine()
    }
  }

  /** What the window knows of the machine; the rest is not said. */
  #machine(): MachineFacts {
    const { facts } = this.#sessions
    return {
      platform: facts?.platform ?? '',
      release: '',
      processor: '',
      versions: {
        app: facts?.versions.app ?? '',
        electron: facts?.versions.electron ?? null,
        node: facts?.versions.node ?? ''
      },
      engine: facts?.engine.inUse ?? 'node',
      receiveBufferMaximumBytes: facts?.receiveBufferMaximumBytes ?? null,
      receiveBufferDefaultBytes: facts?.receiveBufferDefaultBytes ?? null
    }
  }
}
