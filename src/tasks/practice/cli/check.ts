/** check: runs the user's own program, or those of a class, plays the other side, and says what is right and wrong. */
import { stat } from 'node:fs/promises'
import { defineCommand } from '#cli/command'
import { UsageError } from '#cli/options'
import { abortSignal } from './abort-signal'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { checkProgram } from '../lab/check-program'
import { isZip } from '../lab/class/open-class'
import { type OwnFile, readOwnFile } from '../lab/own-checks'
import { assignmentOf } from '../model/assignment'
import { type RoleName, roleNames } from '../model/roles'
import { type Given, options, refuseTogether } from './check-options'
import { headline, outcomeLines } from './check-text'
import { checkClass } from './class/check-class'
import { checkForGradescope } from './class/check-gradescope'
import { findAndWrite } from './counter-examples'
import { runSelfTest } from './self-test'

interface One {
  file: string
  role: RoleName
  own: OwnFile | undefined
}

async function checkOne({ file, role, own }: One, given: Given, needs: CommandNeeds): Promise<Answer> {
  const signal = abortSignal(needs)
  const assignment = assignmentOf(given.variant ?? null)
  const request = { file, role, assignment, interpreter: given.interpreter ?? null, own, signal }
  const { 'counter-example': to, seed } = given
  if (to !== undefined) return findAndWrite(request, { to, seed }, needs)
  const checked = await checkProgram(request)
  if (!checked.ok) return failed(checked.fault)
  needs.print(headline(checked.value))
  for (const line of outcomeLines(checked.value)) needs.print(line)
  return {
    document: checked.value,
    code: checked.value.passed ? exitCodes.done : exitCodes.failed
  }
}

const isFolder = (file: string): Promise<boolean> =>
  stat(file).then(
    (facts) => facts.isDirectory(),
    () => false
  )

async function runCheck(given: Given, needs: CommandNeeds, [file]: readonly string[]): Promise<Answer> {
  const { task: role, variant = null, interpreter = null, gradescope, csv, xlsx, junit } = given
  const isClass = file !== undefined && gradescope === undefined && (isZip(file) || (await isFolder(file)))
  refuseTogether(given, isClass)
  const read = given.checks === undefined ? undefined : await readOwnFile(given.checks, role ?? null)
  if (read?.ok === false) return failed(read.fault)
  const own = read?.value
  if (given['self-test']) return runSelfTest(file, own, needs)
  if (file === undefined) throw new UsageError('check needs a file.')
  if (role === undefined) throw new UsageError(`check needs --task, one of: ${roleNames.join(', ')}.`)
  if (gradescope !== undefined) {
    const wishes = { role, variant, variantFrom: given['variant-from'], interpreter, own, to: gradescope }
    return checkForGradescope(file, wishes, needs)
  }
  if (!isClass) return checkOne({ file, role, own }, given, needs)
  const wishes = { role, variant, variantByName: given['variant-by-name'], interpreter, own }
  return checkClass(file, wishes, { csv, xlsx, junit }, needs)
}

export const check = defineCommand({
  name: 'check',
  summary:
    'Runs your own program, plays the other side on real sockets, and says what is right and what differs first.',
  words: {
    maximum: 1,
    help: [
      ['FILE', 'the program: .py, .c, .java, .js, .mjs, or one that is executable'],
      ['FOLDER or ZIP', 'a class: each program in it, and the program of each folder in it']
    ]
  },
  options,
  withoutEngine: true,
  run: runCheck
})
