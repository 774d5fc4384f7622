/** check: runs the user's own program, plays the other side, and says what it does right and wrong. */
import { defineCommand } from '#cli/command'
import { choice, flag, text, UsageError } from '#cli/options'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { checkProgram } from '../lab/check-program'
import { assignmentOf, variantForm } from '../model/assignment'
import { type RoleName, roleNames } from '../model/roles'
import { headline, outcomeLines } from './check-text'
import { runSelfTest } from './self-test'

const options = {
  task: choice(roleNames, 'which of the exercise’s programs it is', 'ROLE'),
  variant: text('ID', 'ports, texts and numbers of one student’s own, from an id'),
  interpreter: text('FILE', 'the program that runs it, where its ending does not say'),
  'self-test': flag('checks our collection of right and wrong programs, or the one in the folder FILE')
}

interface Given {
  task: RoleName | undefined
  variant: string | undefined
  interpreter: string | undefined
  'self-test': boolean
}

async function checkOne(file: string, role: RoleName, given: Given, needs: CommandNeeds): Promise<Answer> {
  const abort = new AbortController()
  void needs.interruption.happened.then(() => abort.abort())
  const assignment = assignmentOf(given.variant ?? null)
  const checked = await checkProgram({
    file,
    role,
    assignment,
    interpreter: given.interpreter ?? null,
    signal: abort.signal
  })
  if (!checked.ok) return failed(checked.fault)
  needs.print(headline(checked.value))
  for (const line of outcomeLines(checked.value)) needs.print(line)
  return {
    document: checked.value,
    code: checked.value.passed ? exitCodes.done : exitCodes.failed
  }
}

function runCheck(given: Given, needs: CommandNeeds, [file]: readonly string[]): Promise<Answer> {
  if (given.variant !== undefined && !variantForm.test(given.variant))
    throw new UsageError('--variant takes letters, digits, spaces, dots, dashes and underscores, at most 64.')
  if (given['self-test']) return runSelfTest(file, needs)
  if (file === undefined) throw new UsageError('check needs a file.')
  if (given.task === undefined) throw new UsageError(`check needs --task, one of: ${roleNames.join(', ')}.`)
  return checkOne(file, given.task, given, needs)
}

export const check = defineCommand({
  name: 'check',
  summary:
    'Runs your own program, plays the other side on real sockets, and says what is right and what differs first.',
  words: {
    maximum: 1,
    help: [['FILE', 'the program: .py, .c, .java, .js, .mjs, or one that is executable']]
  },
  options,
  withoutEngine: true,
  run: runCheck
})
