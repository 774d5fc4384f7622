/** task4: one run of 1 to n, and its ledger. */
import type { ReceiveBuffer } from '#shared/events/endpoint'
import { loopbackAddress, serverPort } from '#shared/exercise'
import type { LossOutcome } from '#tasks/loss/model/run'
import { describeExperiment, lossQueueOf } from '#tasks/loss/model/explain/experiment'
import { explain } from '#tasks/loss/model/explain/explain'
import { guessLimits } from '#tasks/loss/model/prediction'
import { describeOutcome } from '#tasks/loss/model/outcome-words'
import { describeEmulation } from '#tasks/loss/model/emulated-queue'
import { describeDoubts } from '#tasks/loss/model/witness-words'
import { proposeExperiment } from '#tasks/loss/lab/experiment'
import { defineCommand } from '#cli/command'
import { loopback, number, or, port } from '#cli/options'
import { type Answer, exitCodes, failed, type CommandNeeds } from '#cli/output'
import { withTask } from '#cli/one-task'
import { Transcript } from '#cli/transcript'
import { loss } from '../index'
import { lossPart } from '../lab/part'
import { chosenParameters, type Given, task4Options } from './parameters'

const bufferDocument = ({ requestedBytes, grantedBytes }: ReceiveBuffer): unknown => ({
  requested: requestedBytes,
  granted: grantedBytes
})

/** `host` is told where it is not the exercise's. */
function outcomeDocument(outcome: LossOutcome, host: string): unknown {
  const { parameters, ledger, buffers, prediction, guess, elapsedMs } = outcome
  return {
    task: loss.id,
    ...(host !== loopbackAddress && { host }),
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
async function printOutcome(outcome: LossOutcome, host: string, print: CommandNeeds['print']): Promise<void> {
  const { why, verdicts, correction } = explain(outcome)
  const lost = lossQueueOf(outcome.ledger)
  const experiment = await proposeExperiment({ parameters: outcome.parameters, lost }, host)
  for (const line of describeOutcome(outcome)) print(`  = ${line}`)
  for (const line of describeEmulation(outcome)) print(`  = ${line}`)
  for (const line of describeDoubts(outcome)) print(`  = ${line}`)
  for (const line of [...why, ...(correction === null ? [] : [correction])]) print(`  . ${line}`)
  for (const { text } of verdicts) print(`  ? ${text}`)
  if (experiment.ok && experiment.value) print(`  > ${describeExperiment(experiment.value)}`)
  print('')
}

/** Of a run that was cancelled: its counts, and no explanation of what did not come to its end. */
function printPart(outcome: LossOutcome, print: CommandNeeds['print']): void {
  print('  Cancelled: these are the counts until then.')
  for (const line of describeOutcome(outcome)) print(`  = ${line}`)
  print('')
}

export async function runTask4(
  given: Given & { host: string; port: number; guess?: number | undefined },
  needs: CommandNeeds
): Promise<Answer> {
  const transcript = new Transcript(loss.programs)
  const told = {
    onEvent: transcript.take,
    serverPort: given.port,
    serverAddress: given.host,
    keepsPart: true
  } as const
  const result = await withTask(lossPart, needs, told, async (lab) => {
    void needs.interruption.happened.then(() => lab.cancel())
    const parameters = await chosenParameters(lab, given, needs.print)
    return parameters.ok ? lab.run({ ...parameters.value, guess: given.guess ?? null }) : parameters
  })
  if (!result.ok) return failed(result.fault)
  needs.print(transcript.terminals())
  if (needs.interruption.signal) printPart(result.value, needs.print)
  else await printOutcome(result.value, given.host, needs.print)
  return { document: outcomeDocument(result.value, given.host), code: exitCodes.done }
}

export const task4 = defineCommand({
  name: loss.id,
  summary: `${loss.title}. ${loss.summary}`,
  options: {
    ...task4Options,
    guess: number('N', guessLimits, 'your own prediction: the first number to be lost; 0: none'),
    host: or(loopback('the loopback address where the server listens'), loopbackAddress),
    port: or(port('where the server listens'), serverPort)
  },
  run: (given, around) => {
    around.print(`${loss.id}  ${loss.title}`)
    return runTask4(given, around)
  }
})
