/** What the options of Task 4 say of a run, for every command that makes one. */
import {
  allPresetNames,
  allPresets,
  experimentNames,
  presetNames,
  queueKinds,
  lossDefaults,
  lossLimits,
  type LossParameters
} from '#tasks/loss/model/run'
import { emulatedQueueBytes } from '#tasks/loss/model/emulated-queue'
import { type Result, success } from '#shared/fault'
import { byDefault, choice, number, type Values } from '#cli/options'
import type { CommandNeeds } from '#cli/output'
import type { LossLab } from '../lab/loss'

const system = "the system's"

/** What a run is to be; where an option is not given, the preset's word holds, or the default. */
export const task4Options = {
  count: byDefault(number('N', lossLimits.count, 'send 1 to N'), lossDefaults.count),
  'server-buffer': byDefault(number('BYTES', lossLimits.buffer, 'SO_RCVBUF of the server'), system),
  'client-buffer': byDefault(number('BYTES', lossLimits.buffer, 'SO_RCVBUF of the client'), system),
  'service-us': byDefault(
    number('N', lossLimits.serviceUs, 'busy time of the server per datagram in µs', { decimals: true }),
    lossDefaults.serviceUs
  ),
  'client-reads': byDefault(
    choice<LossParameters['clientReads']>(['after', 'while'], 'read only when all is sent, or while sending'),
    lossDefaults.clientReads
  ),
  rate: byDefault(
    number('N', lossLimits.rate, 'datagrams per second; 0: as fast as possible', { decimals: true }),
    lossDefaults.rate
  ),
  'payload-bytes': byDefault(
    number('N', lossLimits.payloadBytes, 'pad each number with spaces to N bytes'),
    'the number alone'
  ),
  queue: byDefault(
    choice(queueKinds, `the server's own queue, or an emulated one of ${emulatedQueueBytes} payload bytes`),
    lossDefaults.queue
  ),
  preset: choice(
    allPresetNames,
    `${presetNames.join(', ')}: the four parts of Task 4; ${experimentNames.join(', ')}: more experiments; other options change it`,
    'NAME'
  )
}

/** What a call may say; what it does not, the preset or the default does. */
export type Given = Partial<Values<typeof task4Options>>

/** The preset's parameters as they are written, or the defaults, with what the call says in their place. */
export function task4Parameters(given: Given): LossParameters {
  return changedBy(given, allPresets.find(({ name }) => name === given.preset)?.parameters ?? lossDefaults)
}

/**
 * The same of a preset for this machine, which is measured where that matters; what was chosen is printed.
 * Faults: those of LossLab.calibration.
 */
export async function chosenParameters(
  lab: LossLab,
  given: Given,
  print: CommandNeeds['print']
): Promise<Result<LossParameters>> {
  if (given.preset === undefined) return success(task4Parameters(given))
  const chosen = await lab.calibration.preset(given.preset)
  if (!chosen.ok) return chosen
  const { parameters, says, doubt } = chosen.value
  for (const line of [says, doubt]) if (line !== null) print(`  ~ ${line}`)
  return success(changedBy(given, parameters))
}

function changedBy(given: Given, base: LossParameters): LossParameters {
  return {
    count: given.count ?? base.count,
    serverBuffer: given['server-buffer'] ?? base.serverBuffer,
    clientBuffer: given['client-buffer'] ?? base.clientBuffer,
    serviceUs: given['service-us'] ?? base.serviceUs,
    clientReads: given['client-reads'] ?? base.clientReads,
    rate: given.rate ?? base.rate,
    payloadBytes: given['payload-bytes'] ?? base.payloadBytes,
    queue: given.queue ?? base.queue
  }
}
