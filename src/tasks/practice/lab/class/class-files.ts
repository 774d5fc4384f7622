/** Writes what came of a class, in the forms that other programs read. */
import { encodeText } from '#shared/events/payload'
import { csvText } from '#shared/csv'
import type { Result } from '#shared/fault'
import { writeFile } from '#lab/run-file/write-file'
import type { Group } from '../../model/class/groups'
import { junitXml } from '../../model/class/junit'
import type { Graded } from '../../model/class/submission'
import { studentTable } from '../../model/class/table'
import type { RoleName } from '../../model/roles'
import { workbookOf } from './workbook'

export const classForms = ['csv', 'xlsx', 'junit'] as const
export type ClassForm = (typeof classForms)[number]

interface Results {
  role: RoleName
  graded: readonly Graded[]
  groups: readonly Group[]
}

const bytesOf: Readonly<Record<ClassForm, (results: Results) => Uint8Array | Promise<Uint8Array>>> = {
  csv: ({ graded }) => {
    const { header, rows } = studentTable(graded)
    return encodeText(csvText(header, rows))
  },
  xlsx: ({ graded, groups }) => workbookOf(graded, groups),
  junit: ({ graded, role }) => encodeText(junitXml(graded, role))
}

export const writeClassFile = async (
  form: ClassForm,
  file: string,
  results: Results
): Promise<Result<string>> => writeFile(file, await bytesOf[form](results))

/** A document for another program, as one file. */
export const writeDocument = (file: string, document: unknown): Promise<Result<string>> =>
  writeFile(file, encodeText(`${JSON.stringify(document, null, 2)}\n`))
