/** One run of Task 4: a server and a client, 1 to n, the kernel's counters, and the ledger. */
import { type Result, success } from '#shared/fault'
import { type EndpointAddress, loopbackBeside } from '#shared/events/address'
import { Delivery } from '#tasks/loss/model/ledger'
import type { EventBatch } from '#shared/events/batch'
import type { EndpointBeyond } from '#shared/events/beyond'
import type { ReceiveBuffer } from '#shared/events/endpoint'
import { emulatedCapacity, realBufferBytes } from '#tasks/loss/model/emulated-queue'
import type { LossOutcome, LossParameters } from '#tasks/loss/model/run'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import { isAccountedFor } from './accounted'
import { emulatedEcho } from './behaviours'
import { type RunEnds, Tally } from '../model/tally'
import type { Opening } from '#lab/session/opening'
import { predictWith } from './forecast'
import { watchQueues } from './queue-sampler'
import type { RunStage } from './run-stage'
import { SleepWatch } from './sleep-watch'
import { WitnessReader } from './witness-reader'

/** Silence after which the client takes what is missing for lost; a slow server gets ten services of it. */
const minimumSilenceMs = 500
/** Nothing came for this long: the queue was read empty. */
const settledMs = 30
/** No Linux from 5.15 on charges a queued datagram less than this, whatever its size (docs/model.md). */
const leastChargeBytes = 512

/** Where the server listens. Movable: on a free port when somebody else holds that one. */
export interface Where {
  place: EndpointAddress
  movable: boolean
}

export interface Pair {
  server: EndpointThread
  client: EndpointThread
}

export interface NumbersRun {
  outcome: LossOutcome
  cancelled: boolean
}

/** @param onPair tells the endpoints as soon as they are open, so that the run can be cancelled */
export async function runNumbers(
  stage: RunStage,
  where: Where,
  parameters: LossParameters,
  onPair: (pair: Pair) => void
): Promise<Result<NumbersRun>> {
  // Strangers may write to the server before the client is there: who they are is part of the peer table.
  const early: (EventBatch | EndpointBeyond)[] = []
  stage.hear((news) => void early.push(news))
  const opened = await openPair(stage, where, parameters)
  if (!opened.ok) {
    stage.hear(null)
    return opened
  }
  const { server, client } = opened.value
  const ends: RunEnds = { server: server.bound, client: client.bound }
  const tally = new Tally(parameters.count, ends)
  const witness = new WitnessReader(ends, process.platform, stage.counterFiles)
  const take = (news: EventBatch | EndpointBeyond): void => {
    const side = news.endpointId === server.info.id ? 'server' : 'client'
    if (side === 'client' && news.endpointId !== client.info.id) return
    if ('counts' in news) tally.addBeyond(side, news.counts)
    else if (side === 'server') tally.addServer(news)
    else tally.addClient(news)
  }
  let accounted = false
  const queues = watchQueues(
    server.local,
    client.local,
    (samples) => stage.addQueues(samples),
    (readings) => {
      accounted ||= isAccountedFor(tally, readings, parameters.count)
      if (accounted) client.endWait()
    }
  )
  early.splice(0).forEach(take)
  stage.hear(take)
  onPair(opened.value)
  try {
    return await measure(opened.value, parameters, tally, witness, () => accounted)
  } finally {
    queues.stop()
    stage.hear(null)
    await Promise.all([server.close(), client.close()])
  }
}

async function measure(
  { server, client }: Pair,
  parameters: LossParameters,
  tally: Tally,
  witness: WitnessReader,
  accounted: () => boolean
): Promise<Result<NumbersRun>> {
  const buffers = { server: bufferOf(server), client: bufferOf(client) }
  const prediction = await predictWith(parameters, buffers, server.bound.address)
  await witness.begin()
  const watch = new SleepWatch()
  const burst = await client.call('burst', {
    to: server.bound,
    count: parameters.count,
    rate: parameters.rate,
    reads: parameters.clientReads,
    payloadBytes: parameters.payloadBytes,
    silenceMs: Math.max(minimumSilenceMs, (10 * parameters.serviceUs) / 1000)
  })
  if (!burst.ok) return burst
  const { accepted, refusal } = burst.value
  // Nothing left the client, so there is nothing to measure: the system's own reason is the result.
  if (accepted === 0 && refusal) return { ok: false, fault: refusal }
  // Where not all is accounted for, both queues are read empty before anything is counted: first the server's, whose replies then reach the client.
  // Copies make up the expected number before all is there: then only a silence tells that nothing is on its way.
  const silenceMs = tally.duplicated.server + tally.duplicated.client > 0 ? minimumSilenceMs : settledMs
  for (const thread of accounted() ? [] : [server, client]) {
    const settled = await thread.call('settle', {
      silenceMs,
      most: mostQueued(bufferOf(thread).grantedBytes)
    })
    if (settled !== null) return settled
  }
  const ledger = tally.ledger()
  const testimony = await witness.end({
    lost: {
      server: tally.numbers(Delivery.sent, Delivery.served | Delivery.dropped).length,
      client: ledger.lostReplies
    },
    foreign: tally.foreign,
    copies: tally.duplicated
  })
  return success({
    cancelled: burst.value.cancelled,
    outcome: {
      parameters,
      ledger,
      buffers,
      kernelDrops: { server: testimony.server.drops, client: testimony.client.drops },
      witness: testimony,
      foreign: tally.foreign,
      emulatedDrops: parameters.queue === 'emulated' ? tally.emulatedDrops : null,
      prediction,
      elapsedMs: Math.round(burst.value.elapsedMs),
      ...watch.slept(),
      engine: server.engine
    }
  })
}

/** The server's socket and what it does; an emulated queue has a real one in front that is too large to drop anything. */
function serverOpening(parameters: LossParameters): Pick<Opening, 'receiveBufferBytes' | 'behaviour'> {
  const { serviceUs, serverBuffer } = parameters
  const capacityBytes = emulatedCapacity(parameters)
  return capacityBytes === null
    ? { receiveBufferBytes: serverBuffer, behaviour: { kind: 'echo', serviceUs } }
    : { receiveBufferBytes: realBufferBytes, behaviour: emulatedEcho({ serviceUs, capacityBytes }) }
}

async function openPair(
  stage: RunStage,
  { place, movable }: Where,
  parameters: LossParameters
): Promise<Result<Pair>> {
  const capacityBytes = emulatedCapacity(parameters)
  const description = {
    name: 'Server',
    role: 'server',
    log: 'server',
    program: { id: 'echo-server', ...(capacityBytes !== null && { emulatedQueueBytes: capacityBytes }) }
  } as const
  const opening: Opening = { local: place, ...serverOpening(parameters) }
  const server = await (movable
    ? stage.openSomewhere(description, opening)
    : stage.open(description, opening))
  if (!server.ok) return server
  const client = await stage.open(
    { name: 'Client', role: 'client', log: 'client', program: { id: 'numbers-client' } },
    {
      local: { address: loopbackBeside(place.address), port: 0 },
      receiveBufferBytes: parameters.clientBuffer,
      behaviour: { kind: 'listen' }
    }
  )
  if (client.ok) return success({ server: server.value, client: client.value })
  await server.value.close()
  return client
}

/** Datagrams that a queue can hold at most: after so many, all that waited in it was read, whoever sent it. */
function mostQueued(grantedBytes: number | null): number {
  return grantedBytes === null ? Number.MAX_SAFE_INTEGER : 1 + Math.ceil(grantedBytes / leastChargeBytes)
}

function bufferOf(thread: EndpointThread): ReceiveBuffer {
  const { state } = thread.info
  return state.phase === 'open' ? state.buffer : { requestedBytes: null, grantedBytes: null }
}
