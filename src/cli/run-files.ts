/** Run files that the words of a call name: files, and all `.udplab` files of a folder and of the folders in it. */
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Fault, failure, type Result } from '#shared/fault'
import type { Outcome } from '#shared/events/session'
import type { RunForms } from '#shared/kept/run-forms'
import type { Verifiers } from '#lab/history/verify'
import { readFileWhole, runFileBytesMaximum, whyNotRead } from '#lab/run-file/read-file'
import { decodeRunFile, type RunFile } from '#lab/run-file/run-file'

/** What this version knows of the runs that files hold. */
export interface KnownRuns {
  forms: RunForms
  verifiers: Verifiers
  /** What came of a run, in a line; null: it has no outcome. */
  tell: (outcome: Outcome | null) => string | null
}

export interface NamedFile {
  file: string
  /** As the table of a class names it: below the folder that was named. */
  name: string
}

export interface NamedFiles {
  files: NamedFile[]
  /** The folders among the names. */
  folders: string[]
  /** Folders that could not be read, and folders in which nothing was found. */
  faults: { file: string; fault: Fault }[]
}

/** `.udplab`, however a system or a person writes it. */
const isRunFile = (name: string): boolean => name.toLowerCase().endsWith('.udplab')

/** By code units, so that the same folder gives the same table everywhere. */
const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1)

/** A name that is not there stays, so that reading it says so. */
export async function findRunFiles(names: readonly string[]): Promise<NamedFiles> {
  const found: NamedFiles = { files: [], folders: [], faults: [] }
  for (const name of names) {
    const state = await stat(name).catch(() => null)
    if (!state?.isDirectory()) {
      found.files.push({ file: name, name: path.basename(name) })
      continue
    }
    found.folders.push(name)
    const before = found.files.length + found.faults.length
    await searchFolder(name, '', found)
    if (found.files.length + found.faults.length === before) {
      const { fault } = failure(
        'file/not-read',
        `No run file (.udplab) is in ${name}, or in a folder in it.`,
        {
          advice: 'Name the folder that holds what was handed in; zip files must be unpacked first.'
        }
      )
      found.faults.push({ file: name, fault })
    }
  }
  return found
}

/** Links to folders are not followed: they may lead out of it, or round in a circle. */
async function searchFolder(folder: string, below: string, found: NamedFiles): Promise<void> {
  const here = path.join(folder, below)
  let entries: Dirent[]
  try {
    entries = await readdir(here, { withFileTypes: true })
  } catch (error) {
    const { fault } = failure('file/not-read', `The folder ${here} was not read: ${whyNotRead(error)}.`)
    found.faults.push({ file: here, fault })
    return
  }
  for (const entry of entries.sort(byName)) {
    const name = path.join(below, entry.name)
    if (entry.isDirectory()) await searchFolder(folder, name, found)
    else if (isRunFile(entry.name)) found.files.push({ file: path.join(folder, name), name })
  }
}

export async function readRunFile(file: string, forms: RunForms): Promise<Result<RunFile>> {
  const bytes = await readFileWhole(file, runFileBytesMaximum)
  return bytes.ok ? decodeRunFile(bytes.value, forms) : bytes
}
