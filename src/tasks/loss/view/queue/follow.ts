/** Terminals, programs and charts follow the film: its event is pointed at, and the lines of its time come into view. */
import type { EventKindCode } from '#shared/events/batch'
import type { QueueFilm } from '#tasks/loss/model/queue/film'
import { endOf } from '#tasks/loss/model/tally-follower'
import type { LossState } from '../state/loss.svelte'

/** While a film plays the others are told this often: they draw more than a picture. */
const tellEveryMs = 120
let toldMs = -Infinity

export function followFilm(task: LossState, film: QueueFilm, isSettled: boolean): void {
  const nowMs = performance.now()
  if (!isSettled && nowMs - toldMs < tellEveryMs) return
  toldMs = nowMs
  const { frame, facts } = film
  // At the end the whole run is shown, as it was when it ended.
  const isOver = frame.timeMs >= facts.lastMs
  task.cursor.timeMs = isOver ? null : frame.timeMs
  task.followedMs = isOver ? null : frame.timeMs
  const { eventSide, eventKind, eventMs } = frame
  const end = eventSide && !isOver ? endOf(task.session.endpoints, eventSide) : null
  task.pointed = end
    ? [{ endpointId: end.endpoint.info.id, timeMs: eventMs, kind: eventKind as EventKindCode }]
    : []
}

export function stopFollowing(task: LossState): void {
  task.cursor.timeMs = null
  task.followedMs = null
  task.pointed = []
}
