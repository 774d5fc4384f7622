/** A server of the pool: it sends each number back after its service time, which can be changed while clients write to it. */
import { echoReceiver } from '#lab/endpoints/behaviour'
import { ServicePace } from '#lab/endpoints/pace'
import { type Behaviour, controlSlots } from '#lab/endpoints/protocol'
import type { Receiver, ReceiverNeeds } from '#lab/endpoints/receiver'
import type { WorkNeeds } from '#lab/endpoints/work'
import { done, type Result } from '#shared/fault'

interface ServerOptions {
  serviceUs: number
}

/** The pace of each server of this thread, by its socket. */
const paces = new WeakMap<ReceiverNeeds['socket'], ServicePace>()

export const poolServerBehaviour = (options: ServerOptions): Behaviour => ({
  kind: 'own',
  name: 'pool-server',
  options,
  // What it has not served yet must wait in the kernel, where it is counted.
  isBusy: options.serviceUs > 0
})

export function poolServerReceiver({ serviceUs }: ServerOptions, around: ReceiverNeeds): Receiver {
  const { socket, control } = around
  paces.set(socket, new ServicePace(serviceUs))
  return echoReceiver(() => paces.get(socket)?.serve(control, controlSlots.cancel), around)
}

export const paceWork = 'pool-pace'

/** From the next datagram on it takes this long for each. */
export function setPace({ serviceUs }: ServerOptions, { socket }: WorkNeeds): Promise<Result<void>> {
  paces.set(socket, new ServicePace(serviceUs))
  return Promise.resolve(done)
}
