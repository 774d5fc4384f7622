/** One student's submission for Gradescope: a program, or the folder that holds it. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'
import { readFileWhole } from '#lab/run-file/read-file'
import { variantOfMetadata } from '../../model/class/variant-name'
import type { RoleName } from '../../model/roles'
import { programOf } from './find-submissions'
import { isZip } from './open-class'

export async function submittedProgram(given: string, role: RoleName): Promise<Result<string>> {
  const facts = await stat(given).catch(() => null)
  if (!facts?.isDirectory()) {
    if (!isZip(given)) return success(given)
    return failure('input/invalid', `"${path.basename(given)}" is a zip file, and no program.`, {
      advice: 'Hand in the program itself.'
    })
  }
  const program = await programOf(given, role)
  return program.ok ? success(path.join(given, program.value)) : program
}

const metadataMostBytes = 5_000_000

export async function variantFrom(metadata: string): Promise<Result<string>> {
  const read = await readFileWhole(metadata, metadataMostBytes)
  return read.ok ? variantOfMetadata(Buffer.from(read.value).toString('utf8')) : read
}
