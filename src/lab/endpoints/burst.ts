/** The numbers client of Task 4: sends 1 to n without waiting for answers, then waits for those that come. */
import type { Fault } from '#shared/fault'
import { EventKind } from '#shared/events/batch'
import { monotonicMs } from '../clock'
import { nextTurn } from '../next-turn'
import { errnoOf, faultOfErrno } from '../net/errno'
import type { SendCallback, UdpSocket } from '../net/udp-socket'
import { NumberPayload } from './number-payload'
import { SendPace } from './pace'
import { type BurstPlan, type BurstReport, controlSlots } from './protocol'
import { Recorder } from './recorder'
import { Silence } from './silence'

/** Datagrams between two looks at the answers of send(): bounds what is in flight inside this process. */
const chunk = 64
/** Datagrams between two readings when the client reads while it sends: libuv reads 32 a turn of its loop. */
const readChunk = 32
const silenceCheckMs = 5
/** Runs shorter than this are over before a warm-up would pay. */
const warmUpFrom = 5000
const warmUpCount = 20_000

export interface BurstNeeds {
  socket: UdpSocket
  recorder: Recorder
  control: Int32Array
  /** Datagrams received since the socket was opened. */
  received: () => number
}

export async function runBurst(plan: BurstPlan, around: BurstNeeds): Promise<BurstReport> {
  if (plan.rate === 0 && plan.count >= warmUpFrom) await warmUp(plan, around)
  const startMs = monotonicMs()
  const cancelled = (): boolean => Atomics.load(around.control, controlSlots.cancel) !== 0
  const release = around.socket.hold()
  try {
    const { accepted, refusal } = await sendNumbers(plan, around, cancelled)
    if (!cancelled()) await awaitReplies(accepted, plan.silenceMs, around, cancelled)
    return { elapsedMs: monotonicMs() - startMs, cancelled: cancelled(), accepted, refusal }
  } finally {
    release()
  }
}

/**
 * Lets the compiler see the loop before the clock runs, with a socket that goes nowhere and a recorder that nobody reads:
 * in a new thread the first thousands of sends would otherwise be the slowest.
 */
async function warmUp(plan: BurstPlan, { socket, control }: BurstNeeds): Promise<void> {
  const recorder = new Recorder(() => undefined)
  const around = { socket: socket.rehearsal(), recorder, control }
  await sendNumbers({ ...plan, count: warmUpCount, reads: 'after' }, around, () => false)
  recorder.flush()
}

/** Sends them all; gives how many send() accepted, and why it refused the first that it did. */
async function sendNumbers(
  plan: BurstPlan,
  around: Pick<BurstNeeds, 'recorder' | 'control'> & {
    socket: Pick<UdpSocket, 'send' | 'flush' | 'wait' | 'copies'>
  },
  cancelled: () => boolean
): Promise<Pick<BurstReport, 'accepted' | 'refusal'>> {
  const { socket, recorder, control } = around
  const pace = new SendPace(plan.rate)
  const payload = new NumberPayload(plan.payloadBytes ?? null, !socket.copies)
  const peer = recorder.peerRow(plan.to.address, plan.to.port)
  const target = plan.connected ? null : plan.to
  const paced = plan.rate > 0
  const flush = (): void => socket.flush()
  const wait = (ms: number): Promise<void> => socket.wait(ms)
  const together = plan.reads === 'while' && !paced ? readChunk : chunk
  let accepted = 0
  let answered = 0
  let refusal: Fault | null = null
  const refuse = (error: Error): void => {
    const errno = errnoOf(error)
    // An ICMP error that waited at a connected socket: it is told by the send that comes next (udp(7)).
    if (errno === 'ECONNREFUSED') recorder.plain(EventKind.refused, plan.to)
    refusal ??= faultOfErrno(errno, 'send', plan.to)
  }
  // Answers come in the order of the sends: which number it is about needs no closure of its own.
  const answer: SendCallback = (error, handedMs) => {
    answered += 1
    if (error) refuse(error)
    else accepted += 1
    recorder.number(
      error ? EventKind.unsent : EventKind.sent,
      peer,
      answered,
      payload.sizeOf(answered),
      handedMs
    )
  }

  let next = 1
  while (next <= plan.count && !cancelled()) {
    const end = Math.min(plan.count + 1, next + together)
    while (next < end) {
      if (paced && plan.reads === 'after') pace.holdThread(next - 1, control, controlSlots.cancel, flush)
      else if (paced) await pace.readUntil(next - 1, cancelled, wait)
      if (paced && cancelled()) break
      socket.send(payload.make(next++), target, answer)
    }
    socket.flush()
    // Waiting for a tick lets the answers in, but not the event loop, which would read.
    await nextTick()
    Atomics.add(control, controlSlots.beat, 1)
    if (together === readChunk) await socket.wait(0)
  }
  // Sends that the system put off are answered later; 2 s is the longest that this may take.
  const deadlineMs = monotonicMs() + 2000
  while (answered < next - 1 && monotonicMs() < deadlineMs) await socket.wait(0)
  return { accepted, refusal }
}

async function awaitReplies(
  expected: number,
  silenceMs: number,
  around: BurstNeeds,
  cancelled: () => boolean
): Promise<void> {
  const silence = new Silence(around.received)
  const finished = (): boolean => {
    if (Atomics.load(around.control, controlSlots.enough) !== 0) return true
    return around.received() >= expected || cancelled() || silence.ms() >= silenceMs
  }
  while (!finished()) {
    await around.socket.wait(silenceCheckMs)
    await nextTurn()
  }
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}
