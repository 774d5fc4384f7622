/** Files that the user asks for, where the user says. */
import type { BrowserWindow, FileFilter } from 'electron'
import { type Result, success } from '#shared/fault'
import { readFileWhole } from '#lab/run-file/read-file'
import { showOpenDialog, showSaveDialog } from './dialogs'
import { writeFile } from '#lab/run-file/write-file'

/** The path of a file that the user chose, or null when they changed their mind. */
export async function chooseFile(
  window: BrowserWindow,
  filters: FileFilter[]
): Promise<Result<string | null>> {
  const chosen = await showOpenDialog(window, { filters, properties: ['openFile'] })
  if (!chosen.ok) return chosen
  return success(chosen.value.canceled ? null : (chosen.value.filePaths[0] ?? null))
}

/** Its bytes. */
export async function openFile(
  window: BrowserWindow,
  { name, extension, bytesMaximum }: { name: string; extension: string; bytesMaximum: number }
): Promise<Result<Uint8Array | null>> {
  const chosen = await chooseFile(window, [{ name, extensions: [extension] }])
  if (!chosen.ok || chosen.value === null) return chosen.ok ? success(null) : chosen
  return readFileWhole(chosen.value, bytesMaximum)
}

/** The path written, or null when the user changed their mind. */
export async function saveFile(
  window: BrowserWindow,
  { suggestedName, bytes }: { suggestedName: string; bytes: Uint8Array }
): Promise<Result<string | null>> {
  const chosen = await showSaveDialog(window, { defaultPath: suggestedName })
  if (!chosen.ok) return chosen
  const { canceled, filePath } = chosen.value
  return canceled || !filePath ? success(null) : writeFile(filePath, bytes)
}
