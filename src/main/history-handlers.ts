/** The history's calls of the contract. */
import { app, type BrowserWindow } from 'electron'
import type { HistoryCalls } from '#shared/kept/history-calls'
import { type Result, success } from '#shared/fault'
import type { History } from '#lab/history/history'
import type { Keeper } from '#lab/history/keeper'
import { runFileBytesMaximum } from '#lab/run-file/read-file'
import { openFile, saveFile } from './files'
import type { CommonHandlers } from './ipc'

export interface HistoryNeeds {
  window: () => BrowserWindow
  history: History
  keeper: Keeper
}

export function createHistoryHandlers({
  window,
  history,
  keeper
}: HistoryNeeds): Pick<CommonHandlers, keyof HistoryCalls> {
  /** What the list shows is another afterwards: every window is told. */
  const changing = async <T>(work: Promise<Result<T>>): Promise<Result<T>> => {
    const result = await work
    if (result.ok) keeper.changed()
    return result
  }
  return {
    listRuns: async (input) => {
      const list = await history.call('list', input)
      return list.ok ? success({ ...list.value, notices: keeper.notices }) : list
    },
    openRun: (input) => history.call('open', input),
    renameRun: (input) => changing(history.call('rename', input)),
    deleteRun: (input) => changing(history.call('delete', input)),
    restoreRun: (input) => changing(history.call('restore', input)),
    setHistoryLimit: (input) => changing(history.call('setLimit', input)),
    exportRuns: async ({ ids, report }) => {
      const madeBy = `UDP Lab ${app.getVersion()}`
      const exported = await history.call('export', { ids, madeBy, ...(report && { report }) })
      if (!exported.ok) return exported
      const suggestedName = report ? 'report.udplab' : ids.length === 1 ? 'run.udplab' : 'runs.udplab'
      const saved = await saveFile(window(), { suggestedName, bytes: exported.value })
      if (!saved.ok || saved.value === null) return saved as Result<null>
      const newer = ids === 'all' ? await history.call('countNewer', null) : success(0)
      return success({ path: saved.value, leftOut: newer.ok ? newer.value : 0 })
    },
    importRuns: async () => {
      const chosen = await openFile(window(), {
        name: 'UDP Lab runs',
        extension: 'udplab',
        bytesMaximum: runFileBytesMaximum
      })
      if (!chosen.ok || chosen.value === null) return chosen as Result<null>
      return changing(history.call('import', { bytes: chosen.value }))
    },
    dismissNotices: () => {
      keeper.dismissNotices()
      return success(undefined)
    }
  }
}
