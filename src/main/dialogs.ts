/** One dialog at a time: a page that asks for many would bury the screen under them. The only user of Electron's dialogs. */
import {
  type BrowserWindow,
  dialog,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type SaveDialogOptions
} from 'electron'
import { OneAtATime } from './one-at-a-time'

const turn = new OneAtATime('A dialog is open already.', 'Answer it, then try again.')

export const showOpenDialog = (window: BrowserWindow, options: OpenDialogOptions) =>
  turn.take(() => dialog.showOpenDialog(window, options))

export const showSaveDialog = (window: BrowserWindow, options: SaveDialogOptions) =>
  turn.take(() => dialog.showSaveDialog(window, options))

export const showMessageBox = (window: BrowserWindow, options: MessageBoxOptions) =>
  turn.take(() => dialog.showMessageBox(window, options))
