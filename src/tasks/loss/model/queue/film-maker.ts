/** Makes the film of a run in small pieces of work, so that a window which waits for it goes on drawing. */
import type { EndpointAddress } from '#shared/events/address'
import type { EventBatch } from '#shared/events/batch'
import type { QueueSamples } from '#shared/events/queue-samples'
import { emulatedCapacity } from '../emulated-queue'
import type { LossOutcome } from '../outcome'
import type { PerSide } from '../tally'
import { Fates } from './fates'
import { keyframeEvents, QueueFilm } from './film'
import { LookCheck } from './look-check'
import { Losses } from './losses'
import { type FilmSource, type Keyframe, QueuePlayer } from './player'

export interface RunToFilm {
  outcome: Pick<LossOutcome, 'parameters' | 'buffers' | 'prediction'>
  ends: Record<keyof PerSide, EndpointAddress>
  batches: Record<keyof PerSide, readonly EventBatch[]>
  samples: QueueSamples
}

function sourceOf({ outcome, ends, batches }: RunToFilm): FilmSource {
  const { parameters, buffers, prediction } = outcome
  const facts = (side: keyof PerSide) => ({
    grantedBytes: buffers[side].grantedBytes,
    charge: prediction.charge,
    emulated: side === 'server' && emulatedCapacity(parameters) !== null
  })
  return {
    count: parameters.count,
    batches,
    fates: new Fates(parameters.count, ends),
    queues: { server: facts('server'), client: facts('client') },
    serves: parameters.serviceUs > 0
  }
}

/** Who looked into which queue; an emulated one stands where nobody looks. */
function checksOf({ samples, outcome }: RunToFilm, queues: FilmSource['queues'], firstMs: number) {
  const bytes = outcome.prediction.charge?.bytes
  const check = (side: keyof PerSide): LookCheck | null =>
    bytes === undefined || queues[side].emulated || samples.timeMs.length === 0
      ? null
      : new LookCheck(samples, side, bytes, { firstMs, lastMs: samples.timeMs.at(-1)! })
  return { server: check('server'), client: check('client') }
}

/**
 * Each step is a piece of some thousand events; the last gives the film.
 *
 * @returns null: nothing was sent
 */
export function* makeFilm(run: RunToFilm): Generator<undefined, QueueFilm | null> {
  const source = sourceOf(run)
  for (const side of ['server', 'client'] as const) {
    for (const batch of run.batches[side]) {
      source.fates.add(side, batch)
      yield
    }
  }
  const losses = { server: new Losses(), client: new Losses() }
  const player: QueuePlayer = new QueuePlayer(source, {
    lost: (queue, number, timeMs) => losses[queue].add(number, timeMs, player.frame.events),
    still: (timeMs) => {
      checks.server?.still(player.queues.server.length, timeMs)
      checks.client?.still(player.queues.client.length, timeMs)
    }
  })
  const firstMs = player.nextMs
  if (firstMs === Infinity) return null
  const checks = checksOf(run, source.queues, firstMs)
  const keyframes: Keyframe[] = [player.keep()]
  while (player.playUntil(Infinity, keyframeEvents) === keyframeEvents) {
    keyframes.push(player.keep())
    yield
  }
  const { timeMs: lastMs, events } = player.frame
  checks.server?.end(player.queues.server.length)
  checks.client?.end(player.queues.client.length)
  const agreement = { server: checks.server?.agreement ?? null, client: checks.client?.agreement ?? null }
  return new QueueFilm(source, { firstMs, lastMs, events, keyframes, losses, agreement })
}
