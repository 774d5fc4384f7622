/** Whether a connected socket is told that its peer's port is nobody's: by ICMP "port unreachable" (RFC 1122, 4.1.3.1). */
import { errnoOf } from '../errno'
import type { MakeSocket, TestSocket } from './test-socket'
import { withSockets } from './test-socket'

const expected = 'ECONNREFUSED'
const silent = 'no error came within 500 ms'

/** The error may come by itself, or as the answer to the next send (udp(7)). */
async function errnoFrom(asker: TestSocket): Promise<string | null> {
  const errors: Error[] = []
  for (let tries = 0; tries < 2; tries++) {
    void asker.send(new Uint8Array(1), null).then(({ error }) => error && errors.push(error))
    if (await asker.until(() => errors.length + asker.faults.length > 0)) break
  }
  const [error] = errors
  if (error) return errnoOf(error)
  return asker.faults[0]?.errno ?? null
}

async function ask(make: MakeSocket): Promise<string | null> {
  return withSockets(make, [{}, {}], async (asker, gone) => {
    await gone.close()
    const unconnected = await asker.connect(gone.opened.local)
    if (unconnected !== null) return unconnected
    const errno = await errnoFrom(asker)
    if (errno === null) return silent
    return errno === expected ? null : `${errno} came instead of ${expected}`
  })
}

/**
 * Silence may be the system's (Windows does not tell node:dgram) or a firewall's: it is the engine's fault only where
 * another one hears of it.
 *
 * @param reference another engine, or null for one that nothing can be compared with
 */
export async function deadPort(
  make: MakeSocket,
  reference: MakeSocket | null
): Promise<{ ok: boolean; why: string | null }> {
  const why = await ask(make)
  if (why !== silent) return { ok: why === null, why }
  const other = reference && (await ask(reference))
  const ok = reference === null || other === silent
  return { ok, why: ok ? `${silent}: the lab waits for a time-out instead` : silent }
}
