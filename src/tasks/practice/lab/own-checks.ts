/** Reads an instructor's own checks from a file. */
import path from 'node:path'
import type { Result } from '#shared/fault'
import { readFileWhole } from '#lab/run-file/read-file'
import type { OwnChecks } from '../model/own/own-checks'
import { readOwnChecks } from '../model/own/read-own'
import type { RoleName } from '../model/roles'

/** 20 checks of 100 long datagrams in hex would be more; nobody writes these. */
const mostBytes = 20_000_000

/** A file of own checks, read: checks that run in a process of their own read it again. */
export interface OwnFile {
  file: string
  checks: OwnChecks
}

/** @param role that the file must be for; null: any */
export async function readOwnFile(given: string, role: RoleName | null): Promise<Result<OwnFile>> {
  const file = path.resolve(given)
  const read = await readFileWhole(file, mostBytes)
  if (!read.ok) return read
  const checks = readOwnChecks(new TextDecoder().decode(read.value), path.basename(file), role)
  return checks.ok ? { ok: true, value: { file, checks: checks.value } } : checks
}
