/** Fills the scene while the run goes on, from what was counted and the last look at each queue. */
import { lastReading, type QueueName, type QueueSamples } from '#shared/events/queue-samples'
import type { LiveCounts } from '#tasks/loss/model/queue/live-counts'
import type { Scene } from './scene'

export interface LiveFacts {
  samples: QueueSamples
  grantedBytes: Record<QueueName, number | null>
  busy: boolean
  emulated: boolean
}

/**
 * A request that was not served waits, or is lost already: only the kernel's drop counter tells, at its last look. The two ends
 * tell what they did at different times: nothing is shown before what caused it.
 */
export function showLive(scene: Scene, counts: LiveCounts, facts: LiveFacts): void {
  const served = Math.min(counts.served, counts.sent)
  const replied = Math.min(counts.replied, served)
  const returned = Math.min(counts.returned, replied)
  scene.emulated = facts.emulated
  scene.sent = counts.sent
  scene.served = served
  scene.returned = returned
  scene.lastSent = counts.lastSent
  scene.lastServed = Math.min(counts.lastServed, counts.lastSent)
  scene.lastReturned = Math.min(counts.lastReturned, scene.lastServed)
  scene.inService = facts.busy && counts.sent > served ? 1 : 0
  fill(scene, 'server', counts.sent - served, 'not served', facts)
  fill(scene, 'client', replied - returned, 'not read', facts)
}

function fill(scene: Scene, side: QueueName, waiting: number, words: string, facts: LiveFacts): void {
  const queue = scene[side]
  const look = side === 'server' && facts.emulated ? null : lastReading(facts.samples, side)
  const limit = look ? facts.grantedBytes[side] : null
  const lost = look?.drops ?? 0
  queue.waiting = waiting
  queue.waitingWords = words
  queue.waitingBytes = look?.bytes ?? null
  queue.limitBytes = limit
  queue.level = look && limit !== null ? look.bytes / limit : null
  queue.charged = null
  // Of those that are lost just now no number is known yet.
  queue.fallen = lost > queue.lost ? 0 : 1
  queue.lost = lost
  queue.lastLost = 0
}
