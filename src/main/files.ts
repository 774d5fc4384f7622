/** Files that the user asks for, where the user says. */
import { type BrowserWindow, dialog } from 'electron'
import { type Result, success } from '../shared/fault'
import { writeFile } from './write-file'

/** The path written, or null when the user changed their mind. */
export async function saveFile(
  window: BrowserWindow,
  { suggestedName, bytes }: { suggestedName: string; bytes: Uint8Array }
): Promise<Result<string | null>> {
  const chosen = await dialog.showSaveDialog(window, { defaultPath: suggestedName })
  if (chosen.canceled || !chosen.filePath) return success(null)
  return writeFile(chosen.filePath, bytes)
}
