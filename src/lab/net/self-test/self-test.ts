/** Tries an engine on loopback: some 50 ms, in turns of the event loop, so that this thread goes on with its own work. */
import type { EngineCheck, EngineCheckId } from '#shared/machine/engine-check'
import { buffer, close, cut, exchange, order } from './checks'
import { deadPort } from './dead-port'
import type { MakeSocket } from './test-socket'

type Outcome = Omit<EngineCheck, 'id'>

const plain =
  (check: (make: MakeSocket) => Promise<string | null>) =>
  async (make: MakeSocket): Promise<Outcome> => {
    const why = await check(make)
    return { ok: why === null, why }
  }

/** In the order in which they are tried: a port can be dead only where close() gives it free. */
const checks: Record<EngineCheckId, (make: MakeSocket, reference: MakeSocket | null) => Promise<Outcome>> = {
  exchange: plain(exchange),
  order: plain(order),
  cut: plain(cut),
  buffer: plain(buffer),
  close: plain(close),
  'dead-port': deadPort
}

/** What throws is broken: an engine answers with values. */
async function outcomeOf(check: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await check()
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * @param make makes sockets of the engine
 * @param reference makes those of another one, which tells the system's manners from the engine's faults; null: there is none
 */
export async function selfTest(make: MakeSocket, reference: MakeSocket | null): Promise<EngineCheck[]> {
  const found: EngineCheck[] = []
  for (const [id, check] of Object.entries(checks)) {
    found.push({ id: id as EngineCheckId, ...(await outcomeOf(() => check(make, reference))) })
  }
  return found
}
