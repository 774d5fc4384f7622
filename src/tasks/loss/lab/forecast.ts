/** The model's word on a run before it starts: what the system grants and charges, and what should be lost. */
import { loopbackAddress } from '#shared/exercise'
import { failure, type Result, success } from '#shared/fault'
import { plannedTooLong, type LossParameters } from '#tasks/loss/model/run'
import { type Forecast, longestPayloadBytes, type Prediction } from '#tasks/loss/model/prediction'
import { predictEmulated } from './emulated-prediction'
import { predict } from './prediction'
import { probeBuffer } from '#lab/measure/probe-socket'
import { measureQueues } from '#lab/measure/unread-queue'

/**
 * Asks with sockets of its own, which are closed again: nothing of a run is started.
 * @param address where the server of the run will be
 */
export async function forecast(
  parameters: LossParameters,
  address: string = loopbackAddress
): Promise<Result<Forecast>> {
  const tooLong = plannedTooLong(parameters)
  if (tooLong) return failure('input/invalid', tooLong)
  const server = await probeBuffer(parameters.serverBuffer, address)
  if (!server.ok) return server
  const client = await probeBuffer(parameters.clientBuffer, address)
  if (!client.ok) return client
  const buffers = { server: server.value, client: client.value }
  return success({ parameters, buffers, prediction: await predictWith(parameters, buffers, address) })
}

/**
 * @param buffers what the sockets of the run were granted, or would be
 * @param address where its server is, or would be
 */
export async function predictWith(
  parameters: LossParameters,
  buffers: Forecast['buffers'],
  address: string
): Promise<Prediction> {
  const model = parameters.queue === 'emulated' ? predictEmulated : predict
  const facts = await measureQueues(longestPayloadBytes(parameters), buffers, process.platform, address)
  return model(parameters, { ...facts, serverBytes: buffers.server.grantedBytes })
}
