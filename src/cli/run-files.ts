/** Run files that the words of a call name: files, and all `.udplab` files of a folder. */
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Result } from '#shared/fault'
import type { Outcome } from '#shared/events/session'
import type { RunForms } from '#shared/kept/run-forms'
import type { Verifiers } from '#lab/history/verify'
import { readFileWhole, runFileBytesMaximum } from '#lab/run-file/read-file'
import { decodeRunFile, type RunFile } from '#lab/run-file/run-file'

/** What this version knows of the runs that files hold. */
export interface KnownRuns {
  forms: RunForms
  verifiers: Verifiers
  /** What came of a run, in a line; null: it has no outcome. */
  tell: (outcome: Outcome | null) => string | null
}

export interface NamedFiles {
  files: string[]
  /** A folder was among the names. */
  folder: boolean
}

/** A name that is not there stays, so that reading it says so. */
export async function findRunFiles(names: readonly string[]): Promise<NamedFiles> {
  const files: string[] = []
  let folder = false
  for (const name of names) {
    const state = await stat(name).catch(() => null)
    if (!state?.isDirectory()) {
      files.push(name)
      continue
    }
    folder = true
    const inside = await readdir(name)
    files.push(
      ...inside
        .filter((file) => file.endsWith('.udplab'))
        .sort()
        .map((file) => path.join(name, file))
    )
  }
  return { files, folder }
}

export async function readRunFile(file: string, forms: RunForms): Promise<Result<RunFile>> {
  const bytes = await readFileWhole(file, runFileBytesMaximum)
  return bytes.ok ? decodeRunFile(bytes.value, forms) : bytes
}
