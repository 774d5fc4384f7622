/** What the drawing shows at one moment. One object is filled anew for each frame, so that no frame makes garbage. */
import type { QueueName } from '#shared/events/queue-samples'
import { emulatedCapacity } from '#tasks/loss/model/emulated-queue'
import type { LossOutcome } from '#tasks/loss/model/outcome'
import type { QueueFilm } from '#tasks/loss/model/queue/film'

export interface QueueScene {
  waiting: number
  /** What they are called: while a run goes nobody knows which of them are lost already. */
  waitingWords: string
  /** Share of the buffer that what waits takes; null: not known. */
  level: number | null
  /** The same with what was read and not given back; null: the rule is not known. */
  charged: number | null
  waitingBytes: number | null
  /** Bytes that the queue may take; null: not known. */
  limitBytes: number | null
  lost: number
  lastLost: number
  /** How far the last lost one has fallen: 0 at the rim, 1 on the ground. */
  fallen: number
}

export interface Scene extends Record<QueueName, QueueScene> {
  sent: number
  lastSent: number
  inService: number
  served: number
  lastServed: number
  returned: number
  lastReturned: number
  /** The server's queue is an emulated one. */
  emulated: boolean
}

const emptyQueue = (): QueueScene => ({
  waiting: 0,
  waitingWords: 'waiting',
  level: null,
  charged: null,
  waitingBytes: null,
  limitBytes: null,
  lost: 0,
  lastLost: 0,
  fallen: 1
})

export const emptyScene = (): Scene => ({
  server: emptyQueue(),
  client: emptyQueue(),
  sent: 0,
  lastSent: 0,
  inService: 0,
  served: 0,
  lastServed: 0,
  returned: 0,
  lastReturned: 0,
  emulated: false
})

export interface Limits extends Record<QueueName, { bytes: number | null; holds: number | null }> {
  emulated: boolean
}

/** What the queues of a run may take. */
export function limitsOf({ parameters, buffers, prediction }: LossOutcome): Limits {
  const emulatedBytes = emulatedCapacity(parameters)
  return {
    server: { bytes: emulatedBytes ?? buffers.server.grantedBytes, holds: prediction.capacity },
    client: { bytes: buffers.client.grantedBytes, holds: prediction.clientCapacity },
    emulated: emulatedBytes !== null
  }
}

/** ms on the screen in which a lost datagram falls. */
const fallMs = 450

/** Fills the scene with the film's moment. @param slowness ms of watching for one ms of the run; 0: it stands still */
export function showFilm(scene: Scene, film: QueueFilm, limits: Limits, slowness: number): void {
  const { frame, queues } = film
  scene.emulated = limits.emulated
  for (const side of ['server', 'client'] as const) {
    const queue = scene[side]
    const { bytes, holds } = limits[side]
    const { length, waitingBytes, chargedBytes } = queues[side]
    const lostMs = side === 'server' ? frame.lostRequestMs : frame.lostReplyMs
    queue.waiting = length
    queue.waitingWords = 'waiting'
    queue.waitingBytes = waitingBytes
    queue.limitBytes = bytes
    queue.level =
      bytes !== null && waitingBytes !== null ? waitingBytes / bytes : holds ? length / holds : null
    queue.charged = bytes !== null && chargedBytes !== null ? chargedBytes / bytes : null
    queue.lost = side === 'server' ? frame.lostRequests : frame.lostReplies
    queue.lastLost = side === 'server' ? frame.lastLostRequest : frame.lastLostReply
    const sinceMs = frame.timeMs - lostMs
    queue.fallen = slowness > 0 ? Math.min(1, (sinceMs * slowness) / fallMs) : sinceMs > 0 ? 1 : 0
  }
  scene.sent = frame.sent
  scene.lastSent = frame.lastSent
  scene.inService = frame.inService
  scene.served = frame.served
  scene.lastServed = frame.lastServed
  scene.returned = frame.returned
  scene.lastReturned = frame.lastReturned
}
