/** task4: one run of 1 to n, and its ledger. */
import type { ReceiveBuffer } from '#shared/events/endpoint'
import { serverPort } from '#shared/exercise'
import {
  allPresetNames,
  allPresets,
  experimentNames,
  presetNames,
  queueKinds,
  lossDefaults,
  lossLimits,
  type LossOutcome,
  type LossParameters
} from '#tasks/loss/model/run'
import { describeExperiment, lossQueueOf } from '#tasks/loss/model/explain/experiment'
import { explain } from '#tasks/loss/model/explain/explain'
import { guessLimits } from '#tasks/loss/model/prediction'
import { describeOutcome } from '#tasks/loss/model/outcome-words'
import { describeEmulation, emulatedQueueBytes } from '#tasks/loss/model/emulated-queue'
import { describeDoubts } from '#tasks/loss/model/witness-words'
import { proposeExperiment } from '#tasks/loss/lab/experiment'
import { defineCommand } from '#cli/command'
import { byDefault, choice, number, or, port, type Values } from '#cli/options'
import { type Answer, exitCodes, failed, type CommandNeeds } from '#cli/output'
import { withTask } from '#cli/one-task'
import { Transcript } from '#cli/transcript'
import { loss } from '../index'
import { lossPart } from '../lab/part'

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
    number('N', lossLimits.rate, 'datagrams per second; 0: as fast as it can', { decimals: true }),
    lossDefaults.rate
  ),
  'payload-bytes': byDefault(
    number('N', lossLimits.payloadBytes, 'pad each number with spaces to N bytes'),
    'the number alone'
  ),
  queue: byDefault(
    choice(
      queueKinds,
      `the server's own queue, or an emulated Windows one of ${emulatedQueueBytes} payload bytes`
    ),
    lossDefaults.queue
  ),
  preset: choice(
    allPresetNames,
    `${presetNames.join(', ')}: the four parts of Task 4; ${experimentNames.join(', ')}: more experiments; other options change it`,
    'NAME'
  )
}

/** The preset's parameters, or the defaults, with what the call says in their place. */
export function task4Parameters(given: Values<typeof task4Options>): LossParameters {
  const base = allPresets.find(({ name }) => name === given.preset)?.parameters ?? lossDefaults
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

const bufferDocument = ({ requestedBytes, grantedBytes }: ReceiveBuffer): unknown => ({
  requested: requestedBytes,
  granted: grantedBytes
})

function outcomeDocument(outcome: LossOutcome): unknown {
  const { parameters, ledger, buffers, prediction, guess, elapsedMs } = outcome
  return {
    task: loss.id,
    parameters,
    ledger,
    buffers: { server: bufferDocument(buffers.server), client: bufferDocument(buffers.client) },
    kernelDrops: outcome.kernelDrops,
    witness: outcome.witness,
    foreign: outcome.foreign,
    emulatedDrops: outcome.emulatedDrops,
    prediction,
    ...(guess === undefined || guess === null ? {} : { guess }),
    elapsedMs
  }
}

/** What the window's Result says, in the same words. */
async function printOutcome(outcome: LossOutcome, print: CommandNeeds['print']): Promise<void> {
  const { why, verdicts, correction } = explain(outcome)
  const experiment = await proposeExperiment({
    parameters: outcome.parameters,
    lost: lossQueueOf(outcome.ledger)
  })
  for (const line of describeOutcome(outcome)) print(`  = ${line}`)
  for (const line of describeEmulation(outcome)) print(`  = ${line}`)
  for (const line of describeDoubts(outcome)) print(`  = ${line}`)
  for (const line of [...why, ...(correction === null ? [] : [correction])]) print(`  . ${line}`)
  for (const { text } of verdicts) print(`  ? ${text}`)
  if (experiment.ok && experiment.value) print(`  > ${describeExperiment(experiment.value)}`)
  print('')
}

export async function runTask4(
  parameters: LossParameters,
  port: number,
  needs: CommandNeeds,
  guess: number | null = null
): Promise<Answer> {
  const transcript = new Transcript(loss.programs)
  const told = { onEvent: transcript.take, serverPort: port }
  const result = await withTask(lossPart, needs, told, (lab) => {
    void needs.interrupted.then(() => lab.cancel())
    return lab.run({ ...parameters, guess })
  })
  if (!result.ok) return failed(result.fault)
  needs.print(transcript.terminals())
  await printOutcome(result.value, needs.print)
  return { document: outcomeDocument(result.value), code: exitCodes.done }
}

export const task4 = defineCommand({
  name: loss.id,
  summary: `${loss.title}. ${loss.summary}`,
  options: {
    ...task4Options,
    guess: number('N', guessLimits, 'your own prediction: the first number to be lost; 0: none'),
    port: or(port('where the server listens'), serverPort)
  },
  run: (given, around) => {
    around.print(`${loss.id}  ${loss.title}`)
    return runTask4(task4Parameters(given), given.port, around, given.guess)
  }
})
