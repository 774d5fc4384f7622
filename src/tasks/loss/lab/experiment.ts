/** Finds the run that would test an explanation: the smallest change of which the model says that it turns the outcome. */
import { type LossParameters, lossLimits } from '#tasks/loss/model/run'
import { type Experiment, type LossQueue } from '#tasks/loss/model/explain/experiment'
import { foretells } from '#tasks/loss/model/prediction'
import { loopbackAddress } from '#shared/exercise'
import { type Result, success } from '#shared/fault'
import { forecast } from './forecast'

/** Buffers to ask for, the exercise's own first. */
const buffersBytes = [200_000, 400_000, 1_000_000, 4_000_000, 16_000_000]
/** A rate at which any server here keeps up that has nothing else to do. */
const easyRate = 10_000
/** A client that reads while it sends needs room for what comes between two reads. */
const readerBytes = 400_000

type Change = Partial<LossParameters>

/** @param address where the server of a run is */
export async function proposeExperiment(
  { parameters: from, lost }: { parameters: LossParameters; lost: LossQueue },
  address: string = loopbackAddress
): Promise<Result<Experiment | null>> {
  for (const change of lost === 'none' ? provocations(from) : cures(from, lost)) {
    const to = { ...from, ...change }
    // What the limits refuse is passed over, and so is what the model knows nothing of.
    const answer = await forecast(to, address)
    if (!answer.ok || !foretells(answer.value.prediction)) continue
    const { prediction } = answer.value
    if ((prediction.firstLost === null) === (lost === 'none')) continue
    return success({ lost, from, to, prediction })
  }
  return success(null)
}

/** What should end the loss, the smallest change first. */
function cures(from: LossParameters, lost: Exclude<LossQueue, 'none'>): Change[] {
  const serverBuffers = larger(from.serverBuffer).map((serverBuffer) => ({ serverBuffer }))
  const clientBuffers = larger(from.clientBuffer).map((clientBuffer) => ({ clientBuffer }))
  const keptUp = { rate: sustainableRate(from) }
  const reading = {
    clientReads: 'while',
    clientBuffer: Math.max(from.clientBuffer ?? 0, readerBytes)
  } as const
  if (lost === 'server') return [...serverBuffers, keptUp, { ...keptUp, ...reading }]
  const both = clientBuffers.map((change) => ({ ...change, serverBuffer: change.clientBuffer }))
  const client = [...clientBuffers, { clientReads: 'while' } as const, reading]
  const together = [...both, { ...keptUp, ...reading }]
  return lost === 'client' ? [...client, ...together] : together
}

const larger = (bytes: number | null): number[] => buffersBytes.filter((more) => more > (bytes ?? 0))

/** Nine tenths of what the server can serve, in round figures. */
function sustainableRate({ rate, serviceUs }: LossParameters): number {
  const served = serviceUs === 0 ? easyRate : (0.9 * 1e6) / serviceUs
  const limit = rate === 0 ? Math.min(served, easyRate) : served
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(limit)) - 1)
  return Math.max(1, Math.floor(limit / digit) * digit)
}

/** What should make it lose: more numbers, smaller buffers, then a server that is too slow. */
function provocations(from: LossParameters): Change[] {
  const counts = [1000, 3000, 10_000, 30_000, 100_000]
    .filter((count) => count > from.count && count <= lossLimits.count.maximum)
    .map((count) => ({ count }))
  const slower = from.rate > 0 ? [{ serviceUs: Math.round(1.2e6 / from.rate) }] : []
  return [
    ...counts,
    { serverBuffer: null },
    { serverBuffer: 20_000 },
    ...slower,
    ...slower.map((change) => ({ ...change, serverBuffer: 20_000 })),
    ...slower.map((change) => ({ ...change, serverBuffer: 20_000, count: Math.max(from.count, 5000) })),
    { clientReads: 'after', serverBuffer: null, clientBuffer: null, serviceUs: 0, rate: 0, count: 1000 }
  ]
}
