/** The film of real runs: it ends where the ledger does, and shows nothing before what caused it. */
import { describe, expect, it } from 'vitest'
import { noSamples, type QueueSamples, joinSamples } from '../../src/shared/events/queue-samples'
import { lossDefaults, type LossParameters } from '../../src/tasks/loss/model/run'
import { makeFilm } from '../../src/tasks/loss/model/queue/film-maker'
import { endOf } from '../../src/tasks/loss/model/tally-follower'
import { Listener, startLab } from './support'

/** Either queue may lose, both, or none. */
const settings: readonly Partial<LossParameters>[] = [
  { count: 8 },
  { count: 4000 },
  { count: 4000, clientReads: 'while' },
  { count: 3000, clientReads: 'while', serviceUs: 100, serverBuffer: 20_000 },
  { count: 3000, clientReads: 'while', serviceUs: 180, rate: 8000, serverBuffer: 20_000 },
  { count: 2000, serviceUs: 150, rate: 10_000, clientBuffer: 400_000 },
  { count: 1500, serviceUs: 150, rate: 10_000, queue: 'emulated', serverBuffer: 1000 },
  { count: 3000, rate: 5000, payloadBytes: 300, serverBuffer: 20_000 }
]

async function filmed(parameters: LossParameters) {
  let samples: QueueSamples = noSamples
  const heard = new Listener()
  const { lab } = startLab(false, undefined, {
    onEvent: (event) => {
      heard.take(event)
      if (event.type === 'queues') samples = joinSamples(samples, event.samples)
    }
  })
  const result = await lab.tasks.task4.run(parameters)
  if (!result.ok) throw new Error(result.fault.message)
  const server = endOf(heard.recorded, 'server')!
  const client = endOf(heard.recorded, 'client')!
  const making = makeFilm({
    outcome: result.value,
    ends: { server: server.local, client: client.local },
    batches: { server: server.endpoint.store.batches, client: client.endpoint.store.batches },
    samples
  })
  let step = making.next()
  while (!step.done) step = making.next()
  return { film: step.value!, outcome: result.value }
}

describe.each(settings)('a run of %o', (chosen) => {
  it('is whole at every moment, and ends as the ledger says', async () => {
    const { film, outcome } = await filmed({ ...lossDefaults, ...chosen })
    const { sent, served, replied, returned, lostRequests, lostReplies, unsent } = outcome.ledger
    const { firstMs, lastMs, losses, agreement } = film.facts
    for (let step = 0; step <= 100; step++) {
      const frame = film.seek(firstMs + ((lastMs - firstMs) * step) / 100)
      const { server, client } = film.queues
      expect(frame.sent).toBe(server.length + frame.inService + frame.served + frame.lostRequests)
      expect(frame.replied).toBe(client.length + frame.returned + frame.lostReplies)
    }
    const end = film.seek(lastMs)
    expect(end).toMatchObject({
      sent,
      served,
      replied,
      returned,
      lostRequests,
      lostReplies,
      unsent,
      early: 0
    })
    expect(film.queues.server.length + end.inService + film.queues.client.length).toBe(0)
    expect([losses.server.count, losses.client.count]).toEqual([lostRequests, lostReplies])
    // The kernel's looks are of real queues; how many agree depends on how busy the machine is.
    const looked = process.platform === 'linux'
    expect(agreement.server !== null).toBe(looked && outcome.parameters.queue === 'kernel')
    expect((agreement.client?.looks ?? 0) > 0).toBe(looked)
  })
})
