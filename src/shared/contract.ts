/**
 * The calls and events between the window and the main process that belong to no task: their names, the shape of what goes in
 * (checked in main), and the type of what comes out. Those of the tasks join them in tasks/contract.ts.
 */
import * as v from 'valibot'
import { text as boundedText } from './bounded'
import { call, type CallMethods } from './calls'
import { type Notebook, notebookSchema } from './lessons/notebook'
import { type KeptReportDraft, reportDraftSchema } from './report/draft'
import type { Result } from './fault'
import { historyCalls } from './kept/history-calls'
import {
  type Ask,
  type Bookmark,
  type OpenedSettings,
  type Settings,
  settingsSchema,
  type StartFacts
} from './settings'
import { inputLimits } from './input-size'
import { type EngineName, engineNames } from './events/engine'
import type { SessionEvent, SessionHead, SessionPiece } from './events/session'
import type { ThisMachine } from './machine/this-machine'
import { taskNameSchema } from './task-name'

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

/** What a window gets that joins: of each session so much as fits, and what each task tells its own tab. */
export interface Attached {
  sessions: SessionHead[]
  /** By the task's id; a task that has nothing to tell is not there. */
  tasks: Record<string, unknown>
  facts: SystemFacts
}

const nothing = v.undefined()
const ofTask = v.strictObject({ task: taskNameSchema })

/** A report as HTML with its pictures; a report of 20 figures has some 4 MB. */
const reportDocument = v.pipe(boundedText(64_000_000), v.minLength(1))

export const commonCalls = {
  ...historyCalls,
  attach: call<Attached>()(nothing, { atOnce: 4 }),
  /** What of a session's events did not come with `attach`, piece by piece. Of a session that is over: an empty last piece. */
  sessionPiece: call<SessionPiece>()(
    v.strictObject({
      sessionId: v.pipe(v.string(), v.maxLength(60)),
      from: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
    })
  ),
  clear: call<void>()(ofTask),
  /** Stops the servers that the task has listening. */
  stopServers: call<void>()(ofTask),
  allowRemote: call<SystemFacts>()(v.strictObject({ allowed: v.boolean() }), { atOnce: 4 }),
  chooseEngine: call<SystemFacts>()(v.strictObject({ engine: v.picklist(engineNames) })),
  /** Lets the engine in use prove itself, where it has not yet, and tells what holds then. */
  proveEngine: call<SystemFacts>()(nothing, { atOnce: 4 }),
  /** What this machine is and what works on it, measured now: some hundred ms. */
  describeMachine: call<ThisMachine>()(nothing, { atOnce: 1 }),
  /** The path written, or null when the user cancelled the dialog. */
  saveFile: call<string | null>()(
    v.strictObject({
      suggestedName: v.pipe(boundedText(100), v.regex(/^[\w][\w .-]{0,99}$/)),
      bytes: v.pipe(
        v.instance(Uint8Array),
        v.maxLength(inputLimits.bytes, `a file of at most ${inputLimits.bytes / 1_000_000} MB is expected`)
      )
    }),
    { atOnce: 2 }
  ),
  /** Endpoints of the task's programs stop before each call, or go on all of them. */
  slowMotion: call<void>()(v.strictObject({ task: taskNameSchema, on: v.boolean() })),
  /** Lets an endpoint make the call that it is held before. */
  step: call<void>()(
    v.strictObject({
      task: taskNameSchema,
      endpointId: v.pipe(v.number(), v.integer(), v.minValue(1)),
      stop: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647))
    })
  ),
  /** The student's progress and answers; `setAside` names a file that was damaged, or is null. */
  readNotebook: call<{ notebook: Notebook; setAside: string | null; newer?: true }>()(nothing),
  keepNotebook: call<void>()(notebookSchema),
  /** What was typed and picked for the report; `first`: nothing was kept in a file yet. */
  readReportDraft: call<{ draft: KeptReportDraft; first: boolean; setAside: string | null; newer?: true }>()(
    nothing
  ),
  keepReportDraft: call<void>()(reportDraftSchema),
  readSettings: call<OpenedSettings>()(nothing),
  keepSettings: call<void>()(v.strictObject(settingsSchema.entries)),
  /** What there is afterwards: the defaults, and the engine that is usual here. */
  resetSettings: call<{ settings: Settings; facts: SystemFacts }>()(nothing),
  /** tasks/contract.ts knows the shape to the letter: that of all tabs together. */
  keepBookmark: call<void>()(v.looseObject({}) as unknown as v.GenericSchema<Bookmark, Bookmark>),
  openDataFolder: call<void>()(nothing),
  /** Where a frame of the window finds the report as it will print, until the next one is given. */
  previewReport: call<{ url: string }>()(v.strictObject({ html: reportDocument })),
  /** The report as a PDF file. */
  printReport: call<Uint8Array>()(v.strictObject({ html: reportDocument }), { atOnce: 2 })
} as const

export type CommonCalls = typeof commonCalls

/** What the preload asks by itself: no method of the page has one of these names. */
export const preloadCalls = {
  /** A file that was dropped on the window; the answer is the number under which the page may speak of it. */
  giveFile: call<number>()(v.strictObject({ path: boundedText(4096) }), { atOnce: 2 })
} as const

/** What the preload puts on `window.lab` beside one method a call. */
export interface LabEvents {
  /** Batches of events, at most 60 a second, in order. Returns its own undo. */
  onEvents(listener: (events: SessionEvent[]) => void): () => void
  /** What the menu asks the window to open. Returns its own undo. */
  onAsk(listener: (ask: Ask) => void): () => void
  /** What the settings said when the window was made; after a reload of it `readSettings` knows more. */
  readonly atStart: StartFacts
}

/** What a page has of files that are dropped on it. */
export interface LabFiles {
  /** Tells main where the file is, and the page the number under which main knows it. */
  giveFile(file: File): Promise<Result<number>>
}

export type CommonBridge = CallMethods<CommonCalls> & LabEvents & LabFiles
