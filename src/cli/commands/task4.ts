/** task4: one run of 1 to n, and its ledger. */
import type { ReceiveBuffer } from '../../shared/model/endpoint'
import { describeTask, serverPort } from '../../shared/tasks/catalogue'
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
} from '../../shared/tasks/task4'
import { describeExperiment, lossPlaceOf } from '../../shared/tasks/explain/experiment'
import { explain } from '../../shared/tasks/explain/explain'
import { guessLimits } from '../../shared/tasks/task4-prediction'
import { describeOutcome } from '../../shared/tasks/task4-words'
import { describeEmulation, emulatedQueueBytes } from '../../shared/tasks/emulated-queue'
import { describeDoubts } from '../../shared/tasks/witness-words'
import { Lab } from '../../lab/lab'
import { proposeExperiment } from '../../lab/tasks/task4/experiment'
import type { Command } from '../command'
import { choiceOption, numberOption, type ParsedWords, portOption, textOption } from '../options'
import { type Answer, exitCodes, failed, type Surroundings } from '../output'
import { Transcript } from '../transcript'

/** The preset's parameters, or the defaults, with what the call says in their place. */
export function task4Parameters(parsed: ParsedWords): Task4Parameters {
  const name = textOption(parsed, 'preset')
  if (name !== undefined) choiceOption(parsed, 'preset', allPresetNames, 'one')
  const base = allPresets.find((preset) => preset.name === name)?.parameters ?? task4Defaults
  return {
    count: numberOption(parsed, 'count', base.count, task4Limits.count),
    serverBuffer: numberOption(parsed, 'server-buffer', base.serverBuffer, task4Limits.buffer),
    clientBuffer: numberOption(parsed, 'client-buffer', base.clientBuffer, task4Limits.buffer),
    serviceUs: numberOption(parsed, 'service-us', base.serviceUs, {
      ...task4Limits.serviceUs,
      decimals: true
    }),
    clientReads: choiceOption(parsed, 'client-reads', ['after', 'while'], base.clientReads),
    rate: numberOption(parsed, 'rate', base.rate, { ...task4Limits.rate, decimals: true }),
    payloadBytes: numberOption(parsed, 'payload-bytes', base.payloadBytes, task4Limits.payloadBytes),
    queue: choiceOption(parsed, 'queue', queueKinds, base.queue)
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
async function printOutcome(outcome: Task4Outcome, print: Surroundings['print']): Promise<void> {
  const { why, verdicts, correction } = explain(outcome)
  const experiment = await proposeExperiment({
    parameters: outcome.parameters,
    lost: lossPlaceOf(outcome.ledger)
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
  { workerFile, engine, print, interrupted }: Surroundings,
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

export const task4: Command = {
  name: 'task4',
  summary: `${describeTask('task4').title}. ${describeTask('task4').summary}`,
  options: {
    count: { type: 'string' },
    'server-buffer': { type: 'string' },
    'client-buffer': { type: 'string' },
    'service-us': { type: 'string' },
    'client-reads': { type: 'string' },
    rate: { type: 'string' },
    'payload-bytes': { type: 'string' },
    queue: { type: 'string' },
    preset: { type: 'string' },
    guess: { type: 'string' },
    port: { type: 'string' }
  },
  help: [
    { words: '--count N', meaning: `send 1 to N (default ${task4Defaults.count}, at most 1000000)` },
    { words: '--server-buffer BYTES', meaning: "SO_RCVBUF of the server (default: the system's)" },
    { words: '--client-buffer BYTES', meaning: "SO_RCVBUF of the client (default: the system's)" },
    {
      words: '--service-us N',
      meaning: 'busy time of the server per datagram in µs, decimals allowed (default 0)'
    },
    {
      words: '--client-reads after|while',
      meaning: 'read only when all is sent, or while sending (default after)'
    },
    { words: '--rate N', meaning: 'datagrams per second; 0: as fast as it can (default 0)' },
    {
      words: '--payload-bytes N',
      meaning: `pad each number with spaces to N bytes, at most ${task4Limits.payloadBytes.maximum} (default: the number alone)`
    },
    {
      words: '--queue kernel|emulated',
      meaning: `the server's own queue, or an emulated Windows one of ${emulatedQueueBytes} payload bytes (default kernel)`
    },
    {
      words: '--preset NAME',
      meaning: `${presetNames.join(', ')}: the four parts of Task 4; ${experimentNames.join(', ')}: more experiments; other options change it`
    },
    { words: '--guess N', meaning: 'your own prediction: the first number to be lost; 0: none' },
    { words: '--port N', meaning: `where the server listens (default ${serverPort})` }
  ],
  run: (parsed, around) => {
    const parameters = task4Parameters(parsed)
    const port = portOption(parsed, 'port', serverPort)
    around.print('task4  Numbers, loss and the receive buffer')
    return runTask4(parameters, port, around, numberOption(parsed, 'guess', null, guessLimits))
  }
}
