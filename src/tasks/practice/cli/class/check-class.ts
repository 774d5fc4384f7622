/** check of a folder or a zip: all students of a class, and the files that are asked for. */
import { counted } from '#shared/text'
import { abortSignal } from '../abort-signal'
import { type Answer, type CommandNeeds, complain, exitCodes, failed } from '#cli/output'
import { isolationFacts } from '../../model/class/isolation'
import { groupsOf } from '../../model/class/groups'
import { isChecked, submissionDocument } from '../../model/class/submission'
import { type ClassForm, classForms, writeClassFile } from '../../lab/class/class-files'
import { type ClassRequest, type GradedClass, gradeClass } from '../../lab/class/grade'
import { withClass } from '../../lab/class/open-class'
import { success } from '#shared/fault'
import { commandLine } from '../command-line'
import { classLines } from './class-text'

export type ClassFiles = Readonly<Record<ClassForm, string | undefined>>

export type ClassWishes = Omit<ClassRequest, 'told' | 'signal'>

const showProgress = (): (() => void) => {
  let checked = 0
  return () => {
    checked += 1
    if (process.stderr.isTTY) process.stderr.write(`\r${counted(checked, 'submission')} checked`)
  }
}

/** Names in the folder which are neither a program nor a student's folder. */
function tellOthers(others: readonly string[]): void {
  if (others.length === 0) return
  const shown = others
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(', ')
  const more = others.length > 5 ? ' and others' : ''
  complain(`No submission: ${shown}${more}. Only programs, folders and zip files are.`)
}

async function gradedClass(
  folder: string,
  wishes: ClassWishes,
  signal: AbortSignal
): Promise<ReturnType<typeof failed> | GradedClass> {
  const graded = await withClass(folder, wishes.role, async (found) => {
    tellOthers(found.others)
    return success(await gradeClass(found, { ...wishes, signal, told: showProgress() }, commandLine()))
  })
  if (process.stderr.isTTY) process.stderr.write('\r')
  return graded.ok ? graded.value : failed(graded.fault)
}

export async function checkClass(
  folder: string,
  wishes: ClassWishes,
  files: ClassFiles,
  needs: CommandNeeds
): Promise<Answer> {
  const signal = abortSignal(needs)
  const result = await gradedClass(folder, wishes, signal)
  if ('code' in result) return result
  const { graded, isolation } = result
  const groups = groupsOf(graded)
  const submissions = graded.map(submissionDocument)
  const document = { task: wishes.role, ...isolationFacts(isolation), submissions, groups }
  // Half a class in a file would be taken for a whole one.
  if (signal.aborted) return { document, code: exitCodes.failed }
  for (const line of classLines(graded, groups, isolation)) needs.print(line)
  let good = graded.every(isChecked)
  for (const form of classForms) {
    const file = files[form]
    if (file === undefined) continue
    const written = await writeClassFile(form, file, { role: wishes.role, graded, groups })
    if (written.ok) continue
    failed(written.fault)
    good = false
  }
  return { document, code: good ? exitCodes.done : exitCodes.failed }
}
