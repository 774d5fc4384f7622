/** The one guarded door: who asks, how many wait, how much and of what shape it is, then the work. The only user of ipcMain. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { callChannel } from '#shared/channels'
import { type CallInput, type CallName, callNames, type CallOutputs } from '#shared/contract'
import { failure, type Result } from '#shared/fault'
import { checkInput } from './call-input'
import { CallsInFlight, tooManyCalls } from './calls-in-flight'
import { appOrigin } from './protocol'

export type Handler<K extends CallName> = (
  input: CallInput<K>
) => Promise<Result<CallOutputs[K]>> | Result<CallOutputs[K]>

export type Handlers = { [K in CallName]: Handler<K> }

/** Only the top frame of our own page may call. */
function isOurPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.origin === appOrigin
}

const inFlight = new CallsInFlight()

async function answer<K extends CallName>(
  name: K,
  handler: Handler<K>,
  event: IpcMainInvokeEvent,
  input: unknown
): Promise<Result<CallOutputs[K]>> {
  if (!isOurPage(event)) return failure('lab/refused', 'The call did not come from the window of the lab.')
  if (!inFlight.enter(name)) return tooManyCalls(name)
  try {
    const checked = checkInput(name, input)
    return checked.ok ? await handler(checked.value) : checked
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

/** @param beforeReply called before each answer leaves: what led to it should be there first */
export function register(handlers: Handlers, beforeReply: () => void): void {
  const one = <K extends CallName>(name: K): void =>
    ipcMain.handle(callChannel(name), (event, input: unknown) =>
      answer(name, handlers[name] as Handler<K>, event, input).finally(beforeReply)
    )
  callNames.forEach(one)
}
