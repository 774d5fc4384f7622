/** Where a balancer that is not an endpoint of ours may bind. */
import type { EndpointAddress } from '#shared/events/address'
import { type Result, success } from '#shared/fault'
import { ownSocket } from '#lab/net/engine'
import { withPortHolder } from '#lab/net/port-holder'
import type { Where } from './front'

const nothing = (): void => undefined

async function probe(local: EndpointAddress): Promise<Result<void>> {
  const socket = ownSocket({ datagram: nothing, fault: nothing })
  const opened = await socket.open({
    local,
    receiveBufferBytes: null,
    receiveSizeBytes: 1,
    readsTogether: 1
  })
  await socket.close()
  return opened.ok ? success(undefined) : { ok: false, fault: await withPortHolder(opened.fault, local) }
}

/** The place, when nobody is bound there a moment before; else a free port, or the fault that names who holds it. */
export async function portFree({ place, movable }: Where): Promise<Result<EndpointAddress>> {
  const free = await probe(place)
  if (free.ok) return success(place)
  if (!movable || free.fault.freePort === undefined) return free
  return success({ ...place, port: free.fault.freePort })
}
