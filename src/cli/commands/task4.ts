/** task4: one run of 1 to n, and its ledger. */
import type { ReceiveBuffer } from '#shared/model/endpoint'
import { describeTask, serverPort } from '#shared/tasks/catalogue'
import {
  allPresetNames,
  allPresets,
  experimentNames,
  presetNames,
  queueKinds,
  task4Defaults,
  task4Limits,
  type Task4Outcome,
  type Task4Parameters
} from '#shared/tasks/task4'
import { describeExperiment, lossQueueOf } from '#shared/tasks/explain/experiment'
import { explain } from '#shared/tasks/explain/explain'
import { guessLimits } from '#shared/tasks/task4-prediction'
import { describeOutcome } from '#shared/tasks/task4-words'
import { describeEmulation, emulatedQueueBytes } from '#shared/tasks/emulated-queue'
import { describeDoubts } from '#shared/tasks/witness-words'
import { Lab } from '#lab/lab'
import { proposeExperiment } from '#lab/tasks/task4/experiment'
import { defineCommand } from '../command'
import { byDefault, choice, number, or, port, type Values } from '../options'
import { type Answer, exitCodes, failed, type CommandNeeds } from '../output'
import { Transcript } from '../transcript'

const system = "the system's"

/** What a run is to be; where an option is not given, the preset's word holds, or the default. */
export const task4Options = {
  count: byDefault(number('N', task4Limits.count, 'send 1 to N'), task4Defaults.count),
  'server-buffer': byDefault(number('BYTES', task4Limits.buffer, 'SO_RCVBUF of the server'), system),
  'client-buffer': byDefault(number('BYTES', task4Limits.buffer, 'SO_RCVBUF of the client'), system),
  'service-us': byDefault(
    number('N', task4Limits.serviceUs, 'busy time of the server per datagram in µs', { decimals: true }),
    task4Defaults.serviceUs
  ),
  'client-reads': byDefault(
    choice<Task4Parameters['clientReads']>(
      ['after', 'while'],
      'read only when all is sent, or while sending'
    ),
    task4Defaults.clientReads
  ),
  rate: byDefault(
    number('N', task4Limits.rate, 'datagrams per second; 0: as fast as it can', { decimals: true }),
    task4Defaults.rate
  ),
  'payload-bytes': byDefault(
    number('N', task4Limits.payloadBytes, 'pad each number with spaces to N bytes'),
    'the number alone'
  ),
  queue: byDefault(
    choice(
      queueKinds,
      `the server's own queue, or an emulated Windows one of ${emulatedQueueBytes} payload bytes`
    ),
    task4Defaults.queue
  ),
  preset: choice(
    allPresetNames,
    `${presetNames.join(', ')}: the four parts of Task 4; ${experimentNames.join(', ')}: more experiments; other options change it`,
    'NAME'
  )
}

/** The preset's parameters, or the defaults, with what the call says in their place. */
export function task4Parameters(given: Values<typeof task4Options>): Task4Parameters {
  const base = allPresets.find(({ name }) => name === given.preset)?.parameters ?? task4Defaults
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

export function outcomeDocument(outcome: Task4Outcome): unknown {
  const { parameters, ledger, buffers, prediction, guess, elapsedMs } = outcome
  return {
    task: 'task4',
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
async function printOutcome(outcome: Task4Outcome, print: CommandNeeds['print']): Promise<void> {
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
  parameters: Task4Parameters,
  port: number,
  { workerFile, engine, print, interrupted }: CommandNeeds,
  guess: number | null = null
): Promise<Answer> {
  const transcript = new Transcript()
  const lab = new Lab({
    workerFile,
    engine: () => engine,
    onEvent: transcript.take,
    remoteAllowed: () => false,
    keepEvents: false,
    task4Port: port
  })
  void interrupted.then(() => lab.task4.cancel())
  const result = await lab.task4.run({ ...parameters, guess })
  await lab.close()
  if (!result.ok) return failed(result.fault)
  print(transcript.terminals())
  await printOutcome(result.value, print)
  return { document: outcomeDocument(result.value), code: exitCodes.done }
}

export const task4 = defineCommand({
  name: 'task4',
  summary: `${describeTask('task4').title}. ${describeTask('task4').summary}`,
  options: {
    ...task4Options,
    guess: number('N', guessLimits, 'your own prediction: the first number to be lost; 0: none'),
    port: or(port('where the server listens'), serverPort)
  },
  run: (given, around) => {
    around.print('task4  Numbers, loss and the receive buffer')
    return runTask4(task4Parameters(given), given.port, around, given.guess)
  }
})
