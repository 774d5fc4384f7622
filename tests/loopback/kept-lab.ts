/** A lab whose runs are kept, as in the app, in a history of its own. */
import path from 'node:path'
import { History } from '../../src/lab/history/history'
import { Keeper } from '../../src/lab/history/keeper'
import { machineFacts } from '../../src/lab/history/machine'
import type { KeptRunSummary } from '../../src/shared/kept/kept-run'
import type { WholeLab } from '../../src/tasks/lab'
import { registry, type TaskId } from '../../src/tasks/registry'
import { cleanUp, engine, projectFolder, startLab } from './support'

export const historyWorker = path.join(projectFolder, 'out/lab/history-worker.js')

export interface KeptLab {
  lab: WholeLab
  history: History
  keeper: Keeper
  finish: () => Promise<void>
}

/** @param folder of the history */
export function keptLabIn(folder: string): KeptLab {
  const history = new History(historyWorker, path.join(folder, 'history.sqlite'))
  const keeper: Keeper = new Keeper(
    history,
    () => lab.snapshot(),
    () => machineFacts('0.1.0', engine),
    () => undefined,
    (task) => registry[task as TaskId].name
  )
  const { lab } = startLab(false, undefined, {
    onEvent: keeper.take,
    onEnding: keeper.ending,
    onSeries: keeper.series
  })
  cleanUp(() => history.close())
  return { lab, history, keeper, finish: () => keeper.finish() }
}

/** All that is kept, the latest first. */
export async function listed(history: History): Promise<KeptRunSummary[]> {
  const list = await history.call('list', { limit: 500, offset: 0 })
  if (!list.ok) throw new Error(list.fault.message)
  return list.value.runs
}

/** All of it as the bytes of a run file. */
export async function exported(history: History): Promise<Uint8Array> {
  const bytes = await history.call('export', { ids: 'all', madeBy: 'UDP Lab 0.1.0' })
  if (!bytes.ok) throw new Error(bytes.fault.message)
  return bytes.value
}
