/** The history of runs: its database in the app's own folder, and who decides what is kept. */
import path from 'node:path'
import { app } from 'electron'
import type { SessionEvent, SessionSnapshot } from '#shared/events/session'
import { History } from '#lab/history/history'
import { Keeper } from '#lab/history/keeper'
import { machineFacts } from '#lab/history/machine'
import { usableEngine } from '#lab/net/engine'
import type { EngineChoice } from './engine-choice'

export interface KeptHistory {
  history: History
  keeper: Keeper
  close: () => Promise<void>
}

/** The window is drawn by then on most machines. */
const afterWindowMs = 1500

interface HistoryPlan {
  /** The built file of workers/history.ts. */
  workerFile: string
  snapshot: () => SessionSnapshot[]
  engine: EngineChoice
  tell: (event: SessionEvent) => void
  /** How runs of a task are called at first. */
  nameOfTask: (task: string) => string
}

export function startHistory({ workerFile, snapshot, engine, tell, nameOfTask }: HistoryPlan): KeptHistory {
  const history = new History(workerFile, path.join(app.getPath('userData'), 'history.sqlite'))
  const keeper = new Keeper(
    history,
    snapshot,
    () => machineFacts(app.getVersion(), usableEngine(engine.wanted)),
    (status) => tell({ type: 'history', status }),
    nameOfTask
  )
  // Opening the database waits until the window stands; whatever asks for it before that opens it at once.
  setTimeout(() => void keeper.start(), afterWindowMs).unref()
  const close = async (): Promise<void> => {
    await keeper.finish()
    await history.close()
  }
  return { history, keeper, close }
}
