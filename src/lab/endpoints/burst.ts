/** The numbers client of Task 4: sends 1 to n without waiting for answers, then waits for those that come. */
import { type Fault } from '../../shared/fault'
import { EventKind } from '../../shared/model/batch'
import { monotonicMs } from '../clock'
import type { UdpSocket } from '../net/udp-socket'
import { nextTurn, SendPace } from './pace'
import { type BurstPlan, type BurstReport, controlSlots } from './protocol'
import type { Recorder } from './recorder'

/** Datagrams between two looks at the answers of send(): bounds what is in flight inside this process. */
const chunk = 64
/** Datagrams between two turns of the event loop when the client reads while it sends: libuv reads 32 a turn. */
const readChunk = 32
const silenceCheckMs = 5

export interface BurstSurroundings {
  socket: UdpSocket
  recorder: Recorder
  control: Int32Array
  /** Datagrams received since the socket was opened, and when the last one came (monotonic ms). */
  received: () => { count: number; lastMs: number }
}

export async function runBurst(plan: BurstPlan, around: BurstSurroundings): Promise<BurstReport> {
  const startMs = monotonicMs()
  const cancelled = (): boolean => Atomics.load(around.control, controlSlots.cancel) !== 0
  const accepted = await sendNumbers(plan, around, cancelled)
  if (!cancelled()) await awaitReplies(accepted, plan.silenceMs, around, cancelled)
  return { elapsedMs: monotonicMs() - startMs, cancelled: cancelled() }
}

/** Sends them all; gives how many send() accepted. */
async function sendNumbers(
  plan: BurstPlan,
  around: BurstSurroundings,
  cancelled: () => boolean
): Promise<number> {
  const { socket, recorder, control } = around
  const pace = new SendPace(plan.rate)
  const peer = recorder.peerRow(plan.to.address, plan.to.port)
  const target = plan.connected ? null : plan.to
  let accepted = 0
  let inFlight = 0

  const sendOne = (number: number): void => {
    const payload = Buffer.from(String(number), 'latin1')
    inFlight += 1
    socket.send(payload, target, (fault: Fault | null) => {
      inFlight -= 1
      if (!fault) accepted += 1
      recorder.number(fault ? EventKind.unsent : EventKind.sent, peer, number, payload.length)
    })
  }

  for (let number = 1; number <= plan.count && !cancelled(); number++) {
    if (plan.reads === 'after') pace.holdThread(number - 1, control, controlSlots.cancel)
    else await pace.yieldUntil(number - 1, cancelled)
    if (cancelled()) break
    sendOne(number)
    // The answers of send() come as ticks. Waiting for a tick lets them in, but not the event loop, which would read.
    if (number % chunk === 0) {
      await nextTick()
      Atomics.add(control, controlSlots.beat, 1)
    }
    if (plan.reads === 'while' && plan.rate === 0 && number % readChunk === 0) await nextTurn()
  }
  // Sends that the system put off wait for the event loop; 2 s is the longest that their answers may take.
  const deadlineMs = monotonicMs() + 2000
  await nextTick()
  while (inFlight > 0 && monotonicMs() < deadlineMs) await nextTurn()
  return accepted
}

async function awaitReplies(
  expected: number,
  silenceMs: number,
  around: BurstSurroundings,
  cancelled: () => boolean
): Promise<void> {
  const sentMs = monotonicMs()
  const finished = (): boolean => {
    const { count, lastMs } = around.received()
    return count >= expected || cancelled() || monotonicMs() - Math.max(lastMs, sentMs) >= silenceMs
  }
  while (!finished()) await new Promise((resolve) => setTimeout(resolve, silenceCheckMs))
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}
