/** The one guarded door: who asks, how many wait, how much and of what shape it is, then the work. The only user of ipcMain. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Answers, Call, Calls } from '#shared/calls'
import { callChannel } from '#shared/channels'
import type { CommonCalls } from '#shared/contract'
import { failure, type Result } from '#shared/fault'
import { checkInput } from './call-input'
import { CallsInFlight, tooManyCalls } from './calls-in-flight'
import { appOrigin } from './protocol'

/** Of the calls that belong to no task. */
export type CommonHandlers = Answers<CommonCalls>

type Handler = (input: never) => Promise<Result<unknown>> | Result<unknown>

/** Only the top frame of our own page may call. */
function isOurPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.origin === appOrigin
}

const inFlight = new CallsInFlight()

async function answer(
  name: string,
  call: Call,
  handler: Handler,
  event: IpcMainInvokeEvent,
  input: unknown
): Promise<Result<unknown>> {
  if (!isOurPage(event)) return failure('lab/refused', 'The call did not come from the window of the lab.')
  if (!inFlight.enter(name, call.atOnce)) return tooManyCalls(name)
  try {
    const checked = checkInput(call, input)
    return checked.ok ? await handler(checked.value as never) : checked
  } catch (error) {
    // A bug: its trace is for the one who mends it, its sentence for the one who met it.
    console.error(`lab call ${name}`, error)
    return failure('lab/failed', 'Something in the lab itself went wrong.', {
      advice: 'Try again; if it stays, report it with what you did.'
    })
  } finally {
    inFlight.leave(name)
  }
}

/**
 * Opens the door for these calls: an omission does not compile.
 * @param beforeReply called before each answer leaves: what led to it should be there first
 */
export function register<C extends Calls>(calls: C, handlers: Answers<C>, beforeReply: () => void): void {
  for (const [name, call] of Object.entries(calls)) {
    const handler = handlers[name] as Handler
    ipcMain.handle(callChannel(name), (event, input: unknown) =>
      answer(name, call, handler, event, input).finally(beforeReply)
    )
  }
}
