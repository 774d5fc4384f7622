/** grader: the zip that makes Gradescope check a class. */
import path from 'node:path'
import { figure } from '#shared/text'
import { defineCommand } from '#cli/command'
import { choice, flag, text, UsageError } from '#cli/options'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { writeFile } from '#lab/run-file/write-file'
import { graderZip } from '../lab/class/grader-zip'
import { readOwnFile } from '../lab/own-checks'
import { type RoleName, roleNames, roleOf } from '../model/roles'
import { ownChecks } from './check-options'

const options = {
  gradescope: text('OUT.zip', 'where the zip for Gradescope is written'),
  task: choice(roleNames, 'which of the exercise’s programs is checked', 'ROLE'),
  'variant-by-name': flag('each student has the variant of their email address, of the part before the @'),
  checks: ownChecks,
  node: text('FILE', 'a Node for Linux to put in the zip, where the image has none that is new enough')
}

interface Wishes {
  to: string
  role: RoleName
  variantByName: boolean
  /** A file of own checks. */
  checks: string | undefined
  node: string | null
}

async function makeGrader(
  { to, role, variantByName, checks, node }: Wishes,
  needs: CommandNeeds
): Promise<Answer> {
  const read = checks === undefined ? undefined : await readOwnFile(checks, role)
  if (read?.ok === false) return failed(read.fault)
  const made = await graderZip({ role, variantByName }, path.dirname(needs.workerFile), {
    node,
    own: read?.value
  })
  if (!made.ok) return failed(made.fault)
  const written = await writeFile(to, made.value)
  if (!written.ok) return failed(written.fault)
  const bytes = made.value.length
  needs.print(
    `${path.basename(to)} was written: the grader of ${roleOf(role).title}, ${figure(bytes)} bytes. Upload this file to Gradescope as the autograder.`
  )
  return { document: { file: to, task: role, variantByName, bytes }, code: exitCodes.done }
}

export const grader = defineCommand({
  name: 'grader',
  summary: 'Makes the zip that checks a class on Gradescope.',
  options,
  withoutEngine: true,
  run: (given, needs) => {
    if (given.gradescope === undefined) throw new UsageError('grader needs --gradescope OUT.zip.')
    if (given.task === undefined)
      throw new UsageError(`grader needs --task, one of: ${roleNames.join(', ')}.`)
    return makeGrader(
      {
        to: given.gradescope,
        role: given.task,
        variantByName: given['variant-by-name'],
        checks: given.checks,
        node: given.node ?? null
      },
      needs
    )
  }
})
