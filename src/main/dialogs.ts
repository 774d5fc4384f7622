/** One dialog at a time: a page that asks for many would bury the screen under them. The only user of Electron's dialogs. */
import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { type Result, success } from '#shared/fault'
import type { Question } from '#lab/session/lab-settings'
import { OneAtATime } from './one-at-a-time'

const turn = new OneAtATime('A dialog is open already.', 'Answer it, then try again.')

export const showOpenDialog = (window: BrowserWindow, options: OpenDialogOptions) =>
  turn.take(() => dialog.showOpenDialog(window, options))

export const showSaveDialog = (window: BrowserWindow, options: SaveDialogOptions) =>
  turn.take(() => dialog.showSaveDialog(window, options))

/** Whether the user says yes; the key Enter alone says no. */
export async function confirm(
  window: BrowserWindow,
  { message, detail, yes }: Question,
  type: 'question' | 'warning' = 'question'
): Promise<Result<boolean>> {
  const options = { type, message, detail, buttons: ['Cancel', yes], defaultId: 0, cancelId: 0 }
  const said = await turn.take(() => dialog.showMessageBox(window, options))
  return said.ok ? success(said.value.response === 1) : said
}
