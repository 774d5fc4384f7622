/** The model's word on a run before it starts: what the system grants and charges, and what should be lost. */
import { failure, type Result, success } from '#shared/fault'
import { plannedTooLong, type LossParameters } from '#tasks/loss/model/run'
import { type Forecast, longestPayloadBytes, type Prediction } from '#tasks/loss/model/prediction'
import { predictEmulated } from './emulated-prediction'
import { predict } from './prediction'
import { probeBuffer, probeCharge } from '#lab/measure/probe'

/** Asks with sockets of its own, which are closed again: nothing of a run is started. */
export async function forecast(parameters: LossParameters): Promise<Result<Forecast>> {
  const tooLong = plannedTooLong(parameters)
  if (tooLong) return failure('input/invalid', tooLong)
  const server = await probeBuffer(parameters.serverBuffer)
  if (!server.ok) return server
  const client = await probeBuffer(parameters.clientBuffer)
  if (!client.ok) return client
  const buffers = { server: server.value, client: client.value }
  return success({ parameters, buffers, prediction: await predictWith(parameters, buffers) })
}

/** @param buffers what the sockets of the run were granted, or would be */
export async function predictWith(
  parameters: LossParameters,
  buffers: Forecast['buffers']
): Promise<Prediction> {
  const { platform } = process
  const model = parameters.queue === 'emulated' ? predictEmulated : predict
  return model(parameters, {
    platform,
    grantedBytes: { server: buffers.server.grantedBytes, client: buffers.client.grantedBytes },
    charge: await probeCharge(longestPayloadBytes(parameters), platform)
  })
}
