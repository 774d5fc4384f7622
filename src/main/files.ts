/** Files that the user asks for, where the user says. */
import type { BrowserWindow } from 'electron'
import { type Result, success } from '#shared/fault'
import { readFileWhole } from '#lab/run-file/read-file'
import { showOpenDialog, showSaveDialog } from './dialogs'
import { writeFile } from '#lab/run-file/write-file'

/** The bytes of a file that the user chose, or null when they changed their mind. */
export async function openFile(
  window: BrowserWindow,
  { name, extension, bytesMaximum }: { name: string; extension: string; bytesMaximum: number }
): Promise<Result<Uint8Array | null>> {
  const chosen = await showOpenDialog(window, {
    filters: [{ name, extensions: [extension] }],
    properties: ['openFile']
  })
  if (!chosen.ok) return chosen
  const file = chosen.value.filePaths[0]
  if (chosen.value.canceled || file === undefined) return success(null)
  return readFileWhole(file, bytesMaximum)
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
