/** check --self-test: the checks against our collection of right and wrong programs, or against an instructor's own. */
import path from 'node:path'
import { counted } from '#shared/text'
import { abortSignal } from './abort-signal'
import { type Answer, type CommandNeeds, complain, exitCodes, failed } from '#cli/output'
import type { OwnFile } from '../lab/own-checks'
import { selfTest } from '../lab/self-test'
import { commandLine } from './command-line'

/** Beside the built command line. */
const collectionOf = ({ workerFile }: CommandNeeds): string =>
  path.join(path.dirname(workerFile), '../../resources/practice')

export async function runSelfTest(
  given: string | undefined,
  own: OwnFile | undefined,
  needs: CommandNeeds
): Promise<Answer> {
  const signal = abortSignal(needs)
  let done = 0
  const tested = await selfTest(given ?? collectionOf(needs), commandLine(), {
    own,
    signal,
    told: () => {
      done += 1
      if (process.stderr.isTTY) process.stderr.write(`\r${counted(done, 'program')}`)
    }
  })
  if (process.stderr.isTTY) process.stderr.write('\r')
  if (!tested.ok) return failed(tested.fault)
  const { wrong, caught, right, falseAlarms, notRun, misjudged, isolated, readOnlyFiles } = tested.value
  if (!isolated) complain('No namespaces here: the programs are checked one after the other.')
  if (!readOnlyFiles)
    complain('No read-only view of files here: these programs can change what you can change.')
  if (notRun.length > 0)
    needs.print(`  Not run, this machine has nothing to run them with: ${notRun.join(', ')}`)
  for (const { file, why } of misjudged) needs.print(`  - ${file}: ${why}`)
  needs.print(
    `  = ${caught} of ${counted(wrong, 'wrong program')} caught, ${counted(falseAlarms, 'false alarm')} of ${right} right ones.`
  )
  const good = misjudged.length === 0
  return { document: tested.value, code: good ? exitCodes.done : exitCodes.failed }
}
