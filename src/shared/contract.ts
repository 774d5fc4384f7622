/**
 * Every call and event between the window and the main process: their names, the shape of what goes in (checked in
 * main), and the type of what comes out. Nothing else in the app names a channel.
 */
import * as v from 'valibot'
import { list, text as boundedText } from './bounded'
import type { Result } from './fault'
import { type Notebook, notebookSchema } from './lessons/notebook'
import { historyCallSchemas, type HistoryCallOutputs } from './history-calls'
import {
  type Ask,
  type OpenedSettings,
  bookmarkSchema,
  type Settings,
  settingsSchema,
  type StartFacts
} from './settings'
import { inputLimits } from './input-size'
import { isIpv4, portMaximum } from './model/address'
import { type EngineName, engineNames } from './model/engine'
import type { EndpointInfo } from './model/endpoint'
import { payloadMaximumBytes } from './model/payload'
import type { TwoByTwoPlan, SeriesResult, SeriesStates, SweepPlan } from './model/series'
import type { SessionEvent, SessionHead, SessionPiece } from './model/session'
import { taskIds } from './tasks/catalogue'
import { type Experiment, lossQueues } from './tasks/explain/experiment'
import { seriesLimits } from './tasks/series-plan'
import { valuesMaximum } from './tasks/sweep-values'
import { sweepVariables } from './tasks/sweep-variables'
import { task4Limits, type Task4Outcome } from './tasks/task4'
import { type Forecast, guessLimits } from './tasks/task4-prediction'
import { buffer, task4Schema, within } from './tasks/task4-schema'

export { task4Schema }

const nothing = v.undefined()
const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(portMaximum))
const listenPort = v.pipe(port, v.minValue(1))
const address = v.pipe(boundedText(15), v.check(isIpv4, 'an IPv4 address such as 127.0.0.1'))
/** Longer than any datagram, so that a text that is too long for one reaches the socket and fails there in words. */
const text = boundedText(2 * payloadMaximumBytes)
const waitMs = v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(60_000))
const server = v.picklist([1, 2])
const repeats = v.pipe(within(seriesLimits.repeats), v.integer())

/** A list too long for a series passes, and is refused by the lab in words; one without end does not. */
const sweepSchema = v.strictObject({
  kind: v.literal('sweep'),
  base: task4Schema,
  vary: v.picklist(sweepVariables),
  values: list(v.pipe(v.number(), v.finite()), valuesMaximum),
  repeats
})

const twoByTwoSchema = v.strictObject({
  kind: v.literal('two-by-two'),
  base: task4Schema,
  small: buffer,
  large: v.pipe(within(task4Limits.buffer), v.integer()),
  repeats
})

/** A run, and what the student expects of it. */
export const runSchema = v.strictObject({
  ...task4Schema.entries,
  guess: v.optional(v.nullable(v.pipe(within(guessLimits), v.integer())))
})

export const trialNames = ['stranger', 'dead-port', 'second-address', 'connect-only'] as const
export type TrialName = (typeof trialNames)[number]

/** What a trial of Task 3 saw, in words and as a verdict. */
export interface TrialReport {
  trial: TrialName
  connected: boolean
  verdict: 'delivered' | 'filtered' | 'refused' | 'silence' | 'not-sent' | 'nothing-sent'
  /** One or two sentences with the ports and counts of this very run. */
  finding: string
}

/** Machine facts that the window shows. */
export interface SystemFacts {
  platform: string
  versions: { app: string; electron: string; node: string; chrome: string }
  /** The most that SO_RCVBUF may ask for (Linux: net.core.rmem_max), or null where unknown. */
  receiveBufferMaximumBytes: number | null
  receiveBufferDefaultBytes: number | null
  /** Whether addresses beyond loopback may be used. */
  remoteAllowed: boolean
  engine: EngineFacts
}

/** Whose sockets new endpoints get, and which engines do not work here, with the reason. */
export interface EngineFacts {
  inUse: EngineName
  unavailable: { name: EngineName; reason: string }[]
}

/** A report as HTML with its pictures; a report of 20 figures has some 4 MB. */
const reportDocument = v.pipe(boundedText(64_000_000), v.minLength(1))

/** The shapes that main checks before it works. */
export const callSchemas = {
  ...historyCallSchemas,
  attach: nothing,
  /** What of a session's events did not come with `attach`, piece by piece. */
  sessionPiece: v.strictObject({
    sessionId: v.pipe(v.string(), v.maxLength(40)),
    from: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
  }),
  clear: v.strictObject({ task: v.picklist(taskIds) }),
  allowRemote: v.strictObject({ allowed: v.boolean() }),
  chooseEngine: v.strictObject({ engine: v.picklist(engineNames) }),
  saveFile: v.strictObject({
    suggestedName: v.pipe(boundedText(100), v.regex(/^[\w][\w .-]{0,99}$/)),
    bytes: v.pipe(
      v.instance(Uint8Array),
      v.maxLength(inputLimits.bytes, `a file of at most ${inputLimits.bytes / 1_000_000} MB is expected`)
    )
  }),
  startServer: v.strictObject({
    task: v.picklist(['task1', 'task3', 'task4']),
    address,
    port: listenPort
  }),
  stopServer: v.strictObject({ task: v.picklist(['task1', 'task3', 'task4']) }),
  sendMessage: v.strictObject({
    text,
    clients: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32)),
    waitMs,
    address,
    port: listenPort
  }),
  startNumberedServer: v.strictObject({
    server,
    port: listenPort,
    delayMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))
  }),
  stopNumberedServer: v.strictObject({ server }),
  sendToBoth: v.strictObject({ byArrival: v.boolean(), waitMs }),
  exchange: v.strictObject({ connected: v.boolean(), waitMs }),
  trial: v.strictObject({ trial: v.picklist(trialNames), connected: v.boolean() }),
  sendNumber: v.strictObject({
    number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295)),
    waitMs
  }),
  slowMotion: v.strictObject({ task: v.picklist(taskIds), on: v.boolean() }),
  step: v.strictObject({
    task: v.picklist(taskIds),
    endpointId: v.pipe(v.number(), v.integer(), v.minValue(1)),
    stop: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647))
  }),
  predict: task4Schema,
  experiment: v.strictObject({ parameters: task4Schema, lost: v.picklist(lossQueues) }),
  run: runSchema,
  sweep: sweepSchema,
  twoByTwo: twoByTwoSchema,
  cancel: nothing,
  readNotebook: nothing,
  keepNotebook: notebookSchema,
  readSettings: nothing,
  keepSettings: v.strictObject(settingsSchema.entries),
  resetSettings: nothing,
  keepBookmark: v.strictObject(bookmarkSchema.entries),
  openDataFolder: nothing,
  previewReport: v.strictObject({ html: reportDocument }),
  printReport: v.strictObject({ html: reportDocument })
} as const

export type CallName = keyof typeof callSchemas
export const callNames = Object.keys(callSchemas) as CallName[]

export type CallInput<K extends CallName> = v.InferOutput<(typeof callSchemas)[K]>

export interface CallOutputs extends HistoryCallOutputs {
  attach: { sessions: SessionHead[]; series: SeriesStates; facts: SystemFacts }
  /** Of a session that is over: an empty last piece. */
  sessionPiece: SessionPiece
  clear: void
  allowRemote: SystemFacts
  chooseEngine: SystemFacts
  /** The path written, or null when the user cancelled the dialog. */
  saveFile: string | null
  startServer: EndpointInfo
  stopServer: void
  /** How many of the clients got an answer. */
  sendMessage: { answered: number; clients: number }
  startNumberedServer: EndpointInfo
  stopNumberedServer: void
  sendToBoth: { answered: number }
  exchange: { answered: number }
  trial: TrialReport
  sendNumber: { answered: number }
  /** Endpoints of the task's programs stop before each call, or go on all of them. */
  slowMotion: void
  /** Lets an endpoint make the call that it is held before. */
  step: void
  predict: Forecast
  /** The run that would test what the last one showed, or null where the model knows none. */
  experiment: Experiment | null
  run: Task4Outcome
  sweep: SeriesResult<SweepPlan>
  twoByTwo: SeriesResult<TwoByTwoPlan>
  /** Cancels the run, sweep or 2x2 that is on. */
  cancel: void
  /** The student's progress and answers; `setAside` names a file that was damaged, or is null. */
  readNotebook: { notebook: Notebook; setAside: string | null; newer?: true }
  keepNotebook: void
  readSettings: OpenedSettings
  keepSettings: void
  /** What there is afterwards: the defaults, and the engine that is usual here. */
  resetSettings: { settings: Settings; facts: SystemFacts }
  keepBookmark: void
  openDataFolder: void
  /** Where a frame of the window finds the report as it will print, until the next one is given. */
  previewReport: { url: string }
  /** The report as a PDF file. */
  printReport: Uint8Array
}

/** What the preload puts on `window.lab`: one method a call, and the events. */
export type LabCalls = {
  [K in CallName]: CallInput<K> extends undefined
    ? () => Promise<Result<CallOutputs[K]>>
    : (input: CallInput<K>) => Promise<Result<CallOutputs[K]>>
}

export interface LabBridge extends LabCalls {
  /** Batches of events, at most 60 a second, in order. Returns its own undo. */
  onEvents(listener: (events: SessionEvent[]) => void): () => void
  /** What the menu asks the window to open. Returns its own undo. */
  onAsk(listener: (ask: Ask) => void): () => void
  /** What the settings said when the window was made; after a reload of it `readSettings` knows more. */
  readonly atStart: StartFacts
}
