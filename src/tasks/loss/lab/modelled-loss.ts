/**
 * The share of a run that the model says is lost. The forecast names the first lost number; here the same plays go on to
 * the run's end. All that is measured for it stands in the forecast already.
 */
import { playWhole, type WholeLoss } from '#lab/measure/load'
import { emulatedCapacity } from '#tasks/loss/model/emulated-queue'
import type { ModelledLoss } from '#tasks/loss/model/modelled-loss'
import type { LossOutcome } from '#tasks/loss/model/outcome'
import { foretells } from '#tasks/loss/model/prediction'
import { spreadOf } from '#tasks/loss/model/series'
import { playEmulated } from './emulated-prediction'
import { playsOf, serverQueue } from './prediction'

type Foretold = Pick<LossOutcome, 'parameters' | 'prediction'> & {
  buffers: { server: Pick<LossOutcome['buffers']['server'], 'grantedBytes'> }
}

export function modelledLoss(run: Foretold): ModelledLoss {
  return { prediction: run.prediction, lossRatio: ratioOf(run) }
}

function ratioOf({ parameters, prediction, buffers }: Foretold): number | null {
  const { capacity, clientCapacity, charge, firstLost } = prediction
  if (!foretells(prediction)) return null
  if (firstLost === null) return 0
  // As fast as it can, how long the run takes is not known beforehand, and with that how much is read meanwhile.
  if (parameters.rate === 0 || capacity === null || clientCapacity === null) return null
  const emulatedBytes = emulatedCapacity(parameters)
  if (emulatedBytes !== null) return share(playEmulated(parameters, emulatedBytes, clientCapacity))
  const queues = { server: serverQueue(capacity, charge, buffers.server.grantedBytes), clientCapacity }
  const ratios = Array.from({ length: playsOf(parameters) }, (_, seed) =>
    share(playWhole(parameters, queues, seed))
  )
  return spreadOf(ratios).median

  function share({ requests, replies }: WholeLoss): number {
    return (requests + replies) / parameters.count
  }
}
