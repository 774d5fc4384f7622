/** Each call that belongs to no task, and the part of main or the lab that answers it. An omission does not compile. */
import { app } from 'electron'
import type { SystemFacts } from '#shared/contract'
import { success } from '#shared/fault'
import type { Lab } from '#lab/lab'
import { describeMachine } from '#lab/machine/this-machine'
import { receiveBufferDefault, receiveBufferMaximum } from '#lab/net/kernel'
import { saveFile } from './files'
import type { EngineChoice } from './engine-choice'
import { createHistoryHandlers, type HistoryNeeds } from './history-handlers'
import type { CommonHandlers } from './ipc'
import type { NotebookFile } from './notebook-file'
import type { RemotePermission } from './remote'
import type { ReportDraftFile } from './report-draft-file'
import { headsOf, pieceBytes, pieceOf } from './pieces'
import { printHtml } from './report/print'
import type { ReportPreview } from './report/preview'
import { createSettingsHandlers, type SettingsNeeds } from './settings-handlers'

export interface HandlerNeeds extends HistoryNeeds, SettingsNeeds {
  lab: Lab
  /** The page that has asked to attach gets every event from now on. */
  attach: () => void
  remote: RemotePermission
  notebook: NotebookFile
  reportDraft: ReportDraftFile
  preview: ReportPreview
}

async function facts(remoteAllowed: boolean, engine: EngineChoice): Promise<SystemFacts> {
  return {
    platform: process.platform,
    versions: { app: app.getVersion(), ...pick(process.versions) },
    receiveBufferMaximumBytes: await receiveBufferMaximum(),
    receiveBufferDefaultBytes: await receiveBufferDefault(),
    remoteAllowed,
    engine: engine.facts()
  }
}

const pick = ({ electron, node, chrome }: NodeJS.ProcessVersions) => ({
  electron: electron ?? '',
  node,
  chrome: chrome ?? ''
})

export function createHandlers(around: HandlerNeeds): CommonHandlers {
  const { lab, window, attach, remote, engine, notebook, reportDraft, preview } = around
  return {
    ...createHistoryHandlers(around),
    ...createSettingsHandlers(around, () => facts(remote.allowed, engine)),
    attach: async () => {
      const system = await facts(remote.allowed, engine)
      attach()
      return success({ sessions: headsOf(lab.snapshot()), tasks: lab.states(), facts: system })
    },
    sessionPiece: ({ sessionId, from }) => {
      const session = lab.snapshot().find((candidate) => candidate.sessionId === sessionId)
      return success(session ? pieceOf(session, from, pieceBytes) : { batches: [], next: null })
    },
    clear: ({ task }) => lab.clear(task),
    stopServers: ({ task }) => lab.stopServers(task),
    allowRemote: async ({ allowed }) => {
      const holds = await remote.request(allowed, window())
      return holds.ok ? success(await facts(holds.value, engine)) : holds
    },
    proveEngine: async () => {
      await engine.prove()
      return success(await facts(remote.allowed, engine))
    },
    describeMachine: async () => success(await describeMachine()),
    saveFile: (input) => saveFile(window(), input),
    slowMotion: ({ task, on }) => lab.slowMotion(task, on),
    step: ({ task, endpointId, stop }) => lab.step(task, endpointId, stop),
    readNotebook: async () => success(await notebook.read()),
    keepNotebook: (input) => notebook.keep(input),
    readReportDraft: async () => success(await reportDraft.read()),
    keepReportDraft: (input) => reportDraft.keep(input),
    previewReport: ({ html }) => success({ url: preview.show(html) }),
    printReport: ({ html }) => printHtml(html)
  }
}
