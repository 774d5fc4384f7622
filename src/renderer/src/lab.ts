/** The only reader of `window.lab`: the way to the main process. */
import { type Arguments, callOfTask, type Calls, type OutputOf } from '#shared/calls'
import type { CommonBridge, CommonCalls } from '#shared/contract'
import { failure, type Result } from '#shared/fault'

declare global {
  interface Window {
    readonly lab: CommonBridge
  }
}

type Method = (...input: unknown[]) => Promise<Result<unknown>>

const noAnswer = failure('lab/failed', 'The lab did not answer the window.', {
  advice: 'Try again. If this happens again, start UDP Lab again.'
})

/** Calls the lab. A call that breaks on its way (main has gone) is a fault like every other. */
async function send(name: string, input: unknown[]): Promise<Result<unknown>> {
  try {
    return await (window.lab as unknown as Record<string, Method>)[name]!(...input)
  } catch {
    return noAnswer
  }
}

export const lab = {
  /** A call that belongs to no task. */
  call: <K extends keyof CommonCalls & string>(name: K, ...input: Arguments<CommonCalls[K]>) =>
    send(name, input) as Promise<Result<OutputOf<CommonCalls[K]>>>,
  /** A task's own call; `C`: those of its definition. */
  callTask: <C extends Calls, K extends keyof C & string>(task: string, name: K, ...input: Arguments<C[K]>) =>
    send(callOfTask(task, name), input) as Promise<Result<OutputOf<C[K]>>>,
  /** The number under which main knows a file that was dropped. */
  giveFile: async (file: File): Promise<Result<number>> => {
    try {
      return await window.lab.giveFile(file)
    } catch {
      return noAnswer
    }
  },
  onEvents: (listener: Parameters<CommonBridge['onEvents']>[0]) => window.lab.onEvents(listener),
  onAsk: (listener: Parameters<CommonBridge['onAsk']>[0]) => window.lab.onAsk(listener),
  get atStart() {
    return window.lab.atStart
  }
}

export type Lab = typeof lab
