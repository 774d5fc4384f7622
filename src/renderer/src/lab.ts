/** The only reader of `window.lab`: the way to the main process. */
import type { CallName, CallOutputs, LabBridge } from '#shared/contract'
import { failure, type Result } from '#shared/fault'

declare global {
  interface Window {
    readonly lab: LabBridge
  }
}

export type CallArguments<K extends CallName> = Parameters<LabBridge[K]>

/** Calls the lab. A call that breaks on its way (main has gone) is a fault like every other. */
async function call<K extends CallName>(
  name: K,
  ...input: CallArguments<K>
): Promise<Result<CallOutputs[K]>> {
  try {
    const method = window.lab[name] as (...input: CallArguments<K>) => Promise<Result<CallOutputs[K]>>
    return await method(...input)
  } catch {
    return failure('lab/failed', 'The lab did not answer the window.', {
      advice: 'Try again; if it stays so, start UDP Lab again.'
    })
  }
}

export const lab = {
  call,
  onEvents: (listener: Parameters<LabBridge['onEvents']>[0]) => window.lab.onEvents(listener),
  onAsk: (listener: Parameters<LabBridge['onAsk']>[0]) => window.lab.onAsk(listener),
  get atStart() {
    return window.lab.atStart
  }
}

export type Lab = typeof lab
