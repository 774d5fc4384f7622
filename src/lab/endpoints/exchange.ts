/** A client's program from after its socket is made to before it is closed: sends, then receives, one call after the other. */
import { failure, type Fault, type Result, success } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import type { Gate } from './gate'
import { Patience } from './patience'
import type { ExchangePlan, ProgramLines, ReceiveReport } from './protocol'

export interface ExchangeNeeds {
  gate: Gate
  lines: ProgramLines
  connect: (peer: EndpointAddress) => Promise<Result<void>>
  send: (payload: Uint8Array, to: EndpointAddress | null) => Promise<Result<void>>
  /** Datagrams and refusals since the socket was opened. */
  heard: () => { received: number; refusals: number }
  /** How many of those that it has written to have answered. */
  answered: () => number
  /** Is to be called whenever one of them grows, before anything else is read; null ends it. */
  onNews: (look: (() => void) | null) => void
  timedOut: () => void
}

export async function runExchange(plan: ExchangePlan, around: ExchangeNeeds): Promise<Result<ReceiveReport>> {
  const { gate } = around
  const [first] = plan.targets
  if (plan.connected && first) {
    if (!gate.pass('connect')) return ended
    const connected = await around.connect(first)
    if (!connected.ok) return connected
  }
  for (const [index, target] of plan.targets.entries()) {
    if (!gate.pass('send', index)) return ended
    const sent = await around.send(plan.payload, plan.connected ? null : target)
    if (!sent.ok && !isRefusal(sent.fault)) return sent
  }
  return receiveAll(plan, around)
}

/** What comes is printed before anything more is read: the thread stops inside the engine's reading. */
function receiveAll(plan: ExchangePlan, around: ExchangeNeeds): Promise<Result<ReceiveReport>> {
  const { gate, lines } = around
  if (!gate.receives()) return Promise.resolve(ended)
  return new Promise((resolve) => {
    let handled = 0
    const patience = new Patience(plan.waitMs, gate, () => {
      around.timedOut()
      finish()
    })
    const finish = (): void => {
      patience.end()
      around.onNews(null)
      const { refusals } = around.heard()
      const report = { received: around.answered(), refused: refusals > 0 }
      resolve(gate.pass('close') ? success(report) : ended)
    }
    const print = (): boolean => {
      for (let index = 0; index < lines.perDatagram; index++) if (!gate.pass('print', index)) return false
      return true
    }
    const look = (): void => {
      const { received, refusals } = around.heard()
      while (handled < received) {
        handled += 1
        if (!print()) return finish()
        if (handled < plan.targets.length && refusals === 0 && !gate.receives()) return finish()
      }
      if (handled >= plan.targets.length || refusals > 0) finish()
    }
    around.onNews(look)
    look()
  })
}

/** Part of what Task 3 shows, not a failure of the run. */
const isRefusal = (fault: Fault): boolean => fault.code === 'socket/connection-refused'

const ended = failure('run/cancelled', 'The client was ended before its program was done.')
