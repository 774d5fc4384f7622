/** The system's dialog for a file, answered as a user would: what stands behind it is the app's own. */
import path from 'node:path'
import type { ElectronApplication } from '@playwright/test'

/** A program that does what Task 1 asks of its server. */
export const rightServer = path.resolve(import.meta.dirname, '../../resources/python/task1/server.py')

/** @param file null: the user changes their mind */
export const answerWithFile = (app: ElectronApplication, file: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, file)
