/** The figures of a run by name, and the one label that each has in the result, the overlay and the report. */
import type { FigureWords, Figures } from '#shared/kept/run-figures'
import type { LossOutcome } from './outcome'

/** What a run states of itself. Only some of it follows from its events: the rest is the kernel's word and the clock's. */
export function lossFigures(outcome: LossOutcome): Figures {
  const { parameters, ledger, foreign, emulatedDrops, kernelDrops, buffers, prediction, elapsedMs } = outcome
  return {
    askedCount: parameters.count,
    askedRate: parameters.rate,
    askedServiceUs: parameters.serviceUs,
    askedBytesOfServer: buffers.server.requestedBytes,
    askedBytesOfClient: buffers.client.requestedBytes,
    ...ledger,
    foreignAtServer: foreign.server,
    foreignAtClient: foreign.client,
    emulatedDrops,
    kernelDropsAtServer: kernelDrops.server,
    kernelDropsAtClient: kernelDrops.client,
    grantedBytesOfServer: buffers.server.grantedBytes,
    grantedBytesOfClient: buffers.client.grantedBytes,
    predictedFirstLost: prediction.firstLost,
    predictedCapacity: prediction.capacity,
    ...(typeof outcome.guess === 'number' && { guessedFirstLost: outcome.guess }),
    elapsedMs
  }
}

/** Units count datagrams: a number is one datagram each way. */
export const lossWords = {
  askedCount: { label: 'Count', unit: 'numbers' },
  askedRate: { label: 'Rate (0: as fast as possible)', unit: 'datagrams/s' },
  askedServiceUs: { label: 'Service time', unit: 'µs' },
  sent: { label: 'Sent', unit: 'datagrams' },
  unsent: { label: 'Unsent', unit: 'datagrams' },
  served: { label: 'Served', unit: 'datagrams' },
  replied: { label: 'Replied', unit: 'datagrams' },
  returned: { label: 'Returned', unit: 'datagrams' },
  lostRequests: { label: 'Lost requests', unit: 'datagrams' },
  lostReplies: { label: 'Lost replies', unit: 'datagrams' },
  duplicated: { label: 'Duplicated', unit: 'datagrams' },
  reordered: { label: 'Reordered', unit: 'datagrams' },
  firstLost: { label: 'First lost', unit: '', none: 'none' },
  lossRatio: { label: 'Loss ratio', unit: '%', isShare: true },
  askedBytesOfServer: { label: 'Server buffer asked for', unit: 'bytes', none: 'default' },
  grantedBytesOfServer: { label: 'Server buffer granted', unit: 'bytes' },
  askedBytesOfClient: { label: 'Client buffer asked for', unit: 'bytes', none: 'default' },
  grantedBytesOfClient: { label: 'Client buffer granted', unit: 'bytes' },
  kernelDropsAtServer: { label: 'Server drops', unit: 'datagrams' },
  kernelDropsAtClient: { label: 'Client drops', unit: 'datagrams' },
  emulatedDrops: { label: 'Emulated queue’s drops', unit: 'datagrams', ifAny: true },
  foreignAtServer: { label: 'From others, at the server', unit: 'datagrams' },
  foreignAtClient: { label: 'From others, at the client', unit: 'datagrams' },
  predictedFirstLost: { label: 'Forecast', unit: '', none: 'none predicted' },
  predictedCapacity: { label: 'Forecast: queue holds', unit: 'datagrams' },
  guessedFirstLost: { label: 'You predicted', unit: '' },
  elapsedMs: { label: 'Elapsed', unit: 'ms', decimals: 1 }
} as const satisfies FigureWords
