/** Each call of the contract, and the part of the lab that answers it. An omission does not compile. */
import { app } from 'electron'
import type { SystemFacts } from '#shared/contract'
import { type Result, success } from '#shared/fault'
import type { Lab } from '#lab/lab'
import { proposeExperiment } from '#lab/tasks/task4/experiment'
import { forecast } from '#lab/tasks/task4/forecast'
import { receiveBufferDefault, receiveBufferMaximum } from '#lab/net/kernel'
import { saveFile } from './files'
import type { EngineChoice } from './engine-choice'
import { createHistoryHandlers, type HistoryNeeds } from './history-handlers'
import type { Handlers } from './ipc'
import type { NotebookFile } from './notebook-file'
import type { RemotePermission } from './remote'
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

async function afterwards(work: Promise<void>): Promise<Result<void>> {
  await work
  return success(undefined)
}

export function createHandlers(around: HandlerNeeds): Handlers {
  const { lab, window, attach, remote, engine, notebook, preview } = around
  const servers = { task1: lab.task1, task3: lab.task3, task4: lab.task4 }
  return {
    ...createHistoryHandlers(around),
    ...createSettingsHandlers(around, () => facts(remote.allowed, engine)),
    attach: async () => {
      const system = await facts(remote.allowed, engine)
      attach()
      return success({ sessions: headsOf(lab.snapshot()), series: lab.series.states, facts: system })
    },
    sessionPiece: ({ sessionId, from }) => {
      const session = lab.snapshot().find((candidate) => candidate.sessionId === sessionId)
      return success(session ? pieceOf(session, from, pieceBytes) : { batches: [], next: null })
    },
    clear: ({ task }) => afterwards(lab.clear(task)),
    allowRemote: async ({ allowed }) => {
      const holds = await remote.request(allowed, window())
      return holds.ok ? success(await facts(holds.value, engine)) : holds
    },
    saveFile: (input) => saveFile(window(), input),
    startServer: ({ task, ...local }) => servers[task].startServer(local),
    stopServer: ({ task }) => afterwards(servers[task].stopServer()),
    sendMessage: (input) => lab.task1.sendMessage(input),
    startNumberedServer: (input) => lab.task2.startServer(input),
    stopNumberedServer: (input) => afterwards(lab.task2.stopServer(input)),
    sendToBoth: (input) => lab.task2.sendToBoth(input),
    exchange: (input) => lab.task3.exchange(input),
    trial: (input) => lab.task3.trial(input),
    sendNumber: (input) => lab.task4.sendNumber(input),
    slowMotion: ({ task, on }) => success(lab.slowMotion(task, on)),
    step: ({ task, endpointId, stop }) => lab.step(task, endpointId, stop),
    predict: (input) => forecast(input),
    experiment: (input) => proposeExperiment(input),
    run: (input) => lab.task4.run(input),
    sweep: (plan) => lab.series.run(plan),
    twoByTwo: (plan) => lab.series.run(plan),
    cancel: () => lab.task4.cancel(),
    readNotebook: async () => success(await notebook.read()),
    keepNotebook: (input) => notebook.keep(input),
    previewReport: ({ html }) => success({ url: preview.show(html) }),
    printReport: ({ html }) => printHtml(html)
  }
}
