/** A run file that comes in: every run of it is read to the last event before any of it is kept. */
import { type Fault, failure, type Result, success } from '#shared/fault'
import type { RunForms } from '#shared/kept/run-forms'
import { decodeRunFile } from '../run-file/run-file'
import { fileEventsMaximum, type PackedRun, unpackWithin } from '../packed/pack'

const changed = (what: string) =>
  failure('file/damaged', `The run file is not as it was written: ${what}.`, {
    advice: 'Export it again where it comes from. lab verify says what differs.'
  })

export interface ImportedFile {
  runs: PackedRun[]
  /** Runs that only a newer UDP Lab can read. */
  leftOut: number
}

/**
 * Its runs, each of which opens and has the events that its hash stands for. Faults: file/damaged; file/newer, when no run
 * of it can be read by this version.
 */
export function readImport(bytes: Uint8Array, forms: RunForms): Result<ImportedFile> {
  const file = decodeRunFile(bytes, forms)
  if (!file.ok) return file
  if (!file.value.intact) return changed('it was changed or damaged')
  const runs: PackedRun[] = []
  let left = fileEventsMaximum
  let newer: Fault | null = null
  for (const packed of file.value.runs) {
    const unpacked = unpackWithin(packed, left)
    if (!unpacked.ok && unpacked.fault.code === 'file/newer') {
      newer ??= unpacked.fault
      continue
    }
    if (!unpacked.ok) return unpacked
    const { run, hash } = unpacked.value
    if (hash !== run.hash) return changed(`the events of "${run.name}" are not those of its hash`)
    const events = run.batches.reduce((sum, { count }) => sum + count, 0)
    left -= events
    if (events !== run.eventCount) return changed(`"${run.name}" has ${events} events, not ${run.eventCount}`)
    runs.push(packed)
  }
  if (newer && runs.length === 0) return { ok: false, fault: newer }
  const leftOut = file.value.runs.length - runs.length + (file.value.newer?.length ?? 0)
  return success({ runs, leftOut })
}
