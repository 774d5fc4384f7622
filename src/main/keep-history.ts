/** The history of runs: its database in the app's own folder, and who decides what is kept. */
import path from 'node:path'
import { app } from 'electron'
import type { SessionEvent } from '#shared/model/session'
import { History } from '#lab/history/history'
import { Keeper } from '#lab/history/keeper'
import { machineFacts } from '#lab/history/machine'
import type { Lab } from '#lab/lab'
import { usableEngine } from '#lab/net/engine'
import type { EngineChoice } from './engine-choice'

export interface KeptHistory {
  history: History
  keeper: Keeper
  close: () => Promise<void>
}

/** The window is drawn by then on most machines. */
const afterWindowMs = 1500

/** @param workerFile the built file of lab/history/worker.ts */
export function startHistory(
  workerFile: string,
  lab: () => Lab,
  engine: EngineChoice,
  tell: (event: SessionEvent) => void
): KeptHistory {
  const history = new History(workerFile, path.join(app.getPath('userData'), 'history.sqlite'))
  const keeper = new Keeper(
    history,
    () => lab().snapshot(),
    () => machineFacts(app.getVersion(), usableEngine(engine.wanted)),
    (status) => tell({ type: 'history', status })
  )
  // Opening the database waits until the window stands; whatever asks for it before that opens it at once.
  setTimeout(() => void keeper.start(), afterWindowMs).unref()
  const close = async (): Promise<void> => {
    await keeper.finish()
    await history.close()
  }
  return { history, keeper, close }
}
