/** What the window asks of this task. */
import * as v from 'valibot'
import { call } from '#shared/calls'
import { text, whole } from '#shared/bounded'
import { payloadMaximumBytes } from '#shared/events/payload'
import { waitMs } from '#shared/call-shapes'
import { variantForm } from './assignment'
import type { CheckOutcome } from './outcome'
import { roleNames } from './roles'
import { seedMaximum } from './search'
import type { ChosenProgram } from './state'
import type { StartedInPane } from './panes'

const nothing = v.undefined()
const line = text(1000)
const role = v.picklist(roleNames)
/** Null: the exercise's own. */
const variant = v.nullable(v.pipe(v.string(), v.maxLength(64), v.regex(variantForm)))
const inRole = v.strictObject({ role, variant })
const inPane = v.strictObject({ pane: role })
/** Under which number the preload has given a dropped file to main. */
const dropped = whole(1, Number.MAX_SAFE_INTEGER)

export const practiceCalls = {
  /** The user picks a file, in a dialog of the system; null: they changed their mind. */
  choose: call<ChosenProgram | null>()(nothing, { atOnce: 1 }),
  /** The same for a file that they dropped: main asks them first. */
  takeDropped: call<ChosenProgram | null>()(v.strictObject({ dropped }), { atOnce: 1 }),
  /** The program that runs the chosen one, picked in a dialog of the system; null: they changed their mind. */
  chooseInterpreter: call<string | null>()(nothing, { atOnce: 1 }),
  /** From now on the usual one of its ending again. */
  usualInterpreter: call<void>()(nothing),
  run: call<void>()(nothing),
  stop: call<void>()(nothing),
  /** As if it was typed in the program's terminal, with the key Enter. */
  type: call<void>()(v.strictObject({ line })),
  check: call<CheckOutcome>()(inRole, { atOnce: 1 }),
  /** Random datagrams to the student's server, until one is answered otherwise than by the exercise's. */
  search: call<void>()(
    v.strictObject({
      role,
      variant,
      seed: whole(0, seedMaximum)
    }),
    { atOnce: 1 }
  ),
  /** The counter-example that was found, sent to the file as it is now. */
  replay: call<void>()(nothing, { atOnce: 1 }),
  /** Ends a check, a search or a replay. */
  cancelCheck: call<void>()(nothing),
  /** Whether what was saved is run, or checked, again. */
  watch: call<void>()(v.strictObject({ on: v.boolean() })),
  /** The app's client sends to the student's server. */
  send: call<{ answered: number; sent: number }>()(
    v.strictObject({
      role,
      variant,
      text: text(payloadMaximumBytes),
      times: whole(1, 100),
      waitMs
    }),
    // Each is a thread with its socket: nobody clicks faster.
    { atOnce: 4 }
  ),
  /** The app's server, or servers, for the student's client. */
  startServers: call<void>()(inRole, { atOnce: 2 }),
  stopServers: call<void>()(nothing),
  /** A program of the student's gets the pane of a task's program: one a role. */
  chooseForPane: call<ChosenProgram | null>()(inPane, { atOnce: 1 }),
  takeForPane: call<ChosenProgram | null>()(v.strictObject({ pane: role, dropped }), { atOnce: 1 }),
  runInPane: call<StartedInPane>()(inPane),
  stopInPane: call<void>()(inPane),
  typeInPane: call<void>()(v.strictObject({ pane: role, line })),
  /** What it printed is forgotten; what runs keeps running. */
  emptyPane: call<void>()(inPane),
  /** Stops it: the pane is the app's own again. */
  leavePane: call<void>()(inPane)
} as const
