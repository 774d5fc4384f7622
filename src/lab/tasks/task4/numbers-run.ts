/** One run of Task 4: a server and a client, 1 to n, the kernel's counters, and the ledger. */
import { type Result, success } from '../../../shared/fault'
import { type EndpointAddress } from '../../../shared/model/address'
import type { ReceiveBuffer } from '../../../shared/model/endpoint'
import { loopbackAddress } from '../../../shared/tasks/catalogue'
import type { Task4Outcome, Task4Parameters } from '../../../shared/tasks/task4'
import type { EndpointThread } from '../../endpoints/endpoint-thread'
import { Tally } from '../../measure/tally'
import type { Opening, Session } from '../../session'
import { predictWith } from './forecast'

/** Silence after which the client takes what is missing for lost; a slow server gets ten services of it. */
const minimumSilenceMs = 500
/** Nothing came for this long: the queue was read empty. */
const settledMs = 30

/** Where the server listens. Movable: on a free port when somebody else holds that one. */
export interface Where {
  place: EndpointAddress
  movable: boolean
}

interface Pair {
  server: EndpointThread
  client: EndpointThread
}

export interface NumbersRun {
  outcome: Task4Outcome
  cancelled: boolean
}

/** @param onPair tells the endpoints as soon as they are open, so that the run can be cancelled */
export async function runNumbers(
  session: Session,
  where: Where,
  parameters: Task4Parameters,
  onPair: (pair: Pair) => void
): Promise<Result<NumbersRun>> {
  const opened = await openPair(session, where, parameters)
  if (!opened.ok) return opened
  const { server, client } = opened.value
  const tally = new Tally(parameters.count)
  session.onBatch = (batch) => {
    if (batch.endpointId === server.info.id) tally.addServer(batch)
    else if (batch.endpointId === client.info.id) tally.addClient(batch)
  }
  onPair(opened.value)
  try {
    return await measure(opened.value, parameters, tally)
  } finally {
    session.onBatch = null
    await Promise.all([server.close(), client.close()])
  }
}

async function measure(
  { server, client }: Pair,
  parameters: Task4Parameters,
  tally: Tally
): Promise<Result<NumbersRun>> {
  const buffers = { server: bufferOf(server), client: bufferOf(client) }
  const prediction = await predictWith(parameters, buffers)
  const burst = await client.call('burst', {
    to: server.local!,
    count: parameters.count,
    rate: parameters.rate,
    reads: parameters.clientReads,
    silenceMs: Math.max(minimumSilenceMs, (10 * parameters.serviceUs) / 1000)
  })
  if (!burst.ok) return burst
  // Both queues are read empty before anything is counted: first the server's, whose replies then reach the client.
  for (const thread of [server, client]) {
    const settled = await thread.call('settle', { silenceMs: settledMs })
    if (settled !== null) return settled
  }
  const kernelDrops = { server: await server.drops(), client: await client.drops() }
  return success({
    cancelled: burst.value.cancelled,
    outcome: {
      parameters,
      ledger: tally.ledger(),
      buffers,
      kernelDrops,
      prediction,
      elapsedMs: Math.round(burst.value.elapsedMs)
    }
  })
}

async function openPair(
  session: Session,
  { place, movable }: Where,
  parameters: Task4Parameters
): Promise<Result<Pair>> {
  const description = { name: 'Server', role: 'server', log: 'server', voice: { id: 'echo-server' } } as const
  const opening: Opening = {
    local: place,
    receiveBufferBytes: parameters.serverBuffer,
    behaviour: { kind: 'echo', serviceUs: parameters.serviceUs }
  }
  const server = await (movable
    ? session.openSomewhere(description, opening)
    : session.open(description, opening))
  if (!server.ok) return server
  const client = await session.open(
    { name: 'Client', role: 'client', log: 'client', voice: { id: 'numbers-client' } },
    {
      local: { address: loopbackAddress, port: 0 },
      receiveBufferBytes: parameters.clientBuffer,
      behaviour: { kind: 'listen' }
    }
  )
  if (client.ok) return success({ server: server.value, client: client.value })
  await server.value.close()
  return client
}

function bufferOf(thread: EndpointThread): ReceiveBuffer {
  const { state } = thread.info
  return state.phase === 'open' ? state.buffer : { requestedBytes: null, grantedBytes: null }
}
