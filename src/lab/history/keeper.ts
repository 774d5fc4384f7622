/**
 * Decides what is kept: every run when it ends, and a session without one whenever a client ended in it,
 * under one id. It listens to what the lab tells, and never holds a run up.
 */
import { randomUUID } from 'node:crypto'
import type { Fault } from '#shared/fault'
import { describeFault } from '#shared/fault'
import type { HistoryStatus } from '#shared/events/history-status'
import { noSamples } from '#shared/events/queue-samples'
import type { MachineFacts } from '#shared/kept/kept-run'
import type { SessionEvent, SessionSnapshot } from '#shared/events/session'
import type { History } from './history'
import type { NewRun } from '../packed/pack'
import type { BeginSeries } from '../session/lab-settings'
import { nameOf, runOf, timedName, whyNotKept } from './kept-session'
import { sendRun } from './send-run'

/** A client run that ends is followed by others of the same click: they are kept together. */
const gatherMs = 250

interface Going {
  id: string
  name: string
  timer: NodeJS.Timeout | null
  /** That it is not kept was said. */
  refused: boolean
}

export class Keeper {
  readonly #history: History
  readonly #snapshot: () => SessionSnapshot[]
  readonly #machine: () => Promise<MachineFacts>
  /** `Task 4`: how runs of a task are called at first. */
  readonly #nameOfTask: (task: string) => string
  readonly #tell: (status: HistoryStatus) => void
  /** By the session's own id. */
  readonly #going = new Map<string, Going>()
  #saving = new Set<Promise<void>>()
  /** The run that is handed over now; the next waits for it. */
  #sending: Promise<unknown> = Promise.resolve()
  #status: HistoryStatus = { changes: 0, notices: [] }
  #paused: string | null = null
  #isOpen = false

  constructor(
    history: History,
    snapshot: () => SessionSnapshot[],
    machine: () => Promise<MachineFacts>,
    tell: (status: HistoryStatus) => void,
    nameOfTask: (task: string) => string
  ) {
    this.#nameOfTask = nameOfTask
    this.#history = history
    this.#snapshot = snapshot
    this.#machine = machine
    this.#tell = tell
  }

  get notices(): string[] {
    return this.#paused === null ? this.#status.notices : [...this.#status.notices, this.#paused]
  }

  /** Opens the database, so that what happened to it is told at the start and not at the first run. */
  async start(): Promise<void> {
    if (this.#isOpen) return
    this.#isOpen = true
    const opened = await this.#history.call('notices', null)
    this.#isOpen = opened.ok
    // What was said of a session meanwhile stays.
    if (opened.ok) this.#status = { ...this.#status, notices: [...opened.value, ...this.#status.notices] }
    else this.#pause(opened.fault)
    this.#changed()
  }

  dismissNotices(): void {
    this.#status = { ...this.#status, notices: [] }
    this.#paused = null
    this.changed()
  }

  /** The list of kept runs is another. */
  changed(): void {
    this.#status = { ...this.#status, changes: this.#status.changes + 1 }
    this.#changed()
  }

  #changed(): void {
    this.#tell({ changes: this.#status.changes, notices: this.notices })
  }

  readonly take = (event: SessionEvent): void => {
    if (event.type === 'run') this.#takeRun(event)
    if (event.type !== 'endpoint' || event.endpoint.role !== 'client') return
    const session = this.#find(event.sessionId)
    // In a run of many numbers the client is part of the run, which tells its own end.
    if (!session || session.run.phase !== 'idle') return
    const { phase } = event.endpoint.state
    const going = this.#begin(session)
    if (phase !== 'closed' && phase !== 'failed') return
    going.timer ??= setTimeout(() => {
      going.timer = null
      const now = this.#find(event.sessionId)
      if (now) this.#keep(now)
    }, gatherMs)
  }

  #takeRun({ sessionId, run }: Extract<SessionEvent, { type: 'run' }>): void {
    const session = this.#find(sessionId)
    if (!session) return
    if (run.phase === 'running') this.#begin(session)
    else if (run.phase !== 'idle') this.#keep(session)
  }

  /** A session is about to be forgotten: what a client did in it is kept first. */
  readonly ending = (session: SessionSnapshot): void => {
    if (this.#going.get(session.sessionId)?.timer) this.#keep(session)
    this.#going.delete(session.sessionId)
  }

  #find(sessionId: string): SessionSnapshot | undefined {
    return this.#snapshot().find((session) => session.sessionId === sessionId)
  }

  #begin(session: SessionSnapshot): Going {
    const known = this.#going.get(session.sessionId)
    if (known) return known
    const going = {
      id: randomUUID(),
      name: nameOf(this.#nameOfTask(session.task), session),
      timer: null,
      refused: false
    }
    this.#going.set(session.sessionId, going)
    const { task, startedAtEpochMs } = session
    const { id, name } = going
    this.#follow(this.#history.call('begin', { id, task, name, startedAtEpochMs }))
    return going
  }

  #keep(session: SessionSnapshot): void {
    const going = this.#begin(session)
    if (going.timer) clearTimeout(going.timer)
    going.timer = null
    const refusal = whyNotKept(session)
    if (refusal !== null) return this.#refuse(going, refusal)
    // The batches of this moment: the session may get more while the facts are asked.
    this.#send(runOf(session, going))
  }

  /** A series of runs begins: it has no session, and no events. */
  readonly series: BeginSeries = ({ task, what, startedAtEpochMs }) => {
    const id = randomUUID()
    const name = timedName(`${this.#nameOfTask(task)} ${what}`, startedAtEpochMs)
    const begun = { id, task, name, startedAtEpochMs }
    this.#follow(this.#history.call('begin', begun))
    return (end) => {
      if (end) this.#send({ ...begun, ...end, endpoints: [], batches: [], queues: noSamples })
      else this.#follow(this.#history.call('abandon', { id }))
    }
  }

  #send(run: Omit<NewRun, 'machine'>): void {
    const before = this.#sending
    const send = async (): ReturnType<typeof sendRun> => {
      const machine = await this.#machine()
      await before
      return sendRun(this.#history, { ...run, machine })
    }
    const kept = send()
    this.#sending = kept.catch(() => undefined)
    this.#follow(kept)
  }

  /** Said once of a session, however often a client run ends in it. */
  #refuse(going: Going, reason: string): void {
    if (going.refused) return
    going.refused = true
    this.#status = { ...this.#status, notices: [...this.#status.notices, `"${going.name}" ${reason}`] }
    this.#follow(this.#history.call('abandon', { id: going.id }))
  }

  /** A disk that is full pauses the recording, and nothing else; the next run tries again. */
  #follow(answer: Promise<{ ok: true } | { ok: false; fault: Fault }>): void {
    const followed = answer.then((result) => {
      if (!result.ok) this.#pause(result.fault)
      else {
        this.#paused = null
        // What happened to the database is told when it can be opened at last.
        if (!this.#isOpen) void this.start()
      }
      this.changed()
    })
    this.#saving.add(followed)
    void followed.finally(() => this.#saving.delete(followed))
  }

  #pause(fault: Fault): void {
    this.#paused = `Recording pauses. ${describeFault(fault)}`
  }

  /** Keeps what has not been kept yet, before the app ends; resolves when all of it is on disk. */
  async finish(): Promise<void> {
    for (const session of this.#snapshot()) {
      if (this.#going.get(session.sessionId)?.timer) this.#keep(session)
    }
    await Promise.all(this.#saving)
  }
}
