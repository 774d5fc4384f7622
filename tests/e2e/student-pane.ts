/** What tests of programs in panes of tasks do: a file is dropped as a user would, and the question of main is answered. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'

/** The bar of a pane that holds a program of the student's, its terminal, and what it printed. */
export const buttonsOf = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: `My program as ${name}`, exact: true })
export const terminalOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: `Terminal of my program as ${name}`, exact: true })
export const logOf = (page: Page, name: string): Locator =>
  page.getByRole('log', { name: `Log of my program as ${name}`, exact: true })

/** What main asks from now on is answered so; `questions` tells what it asked. */
export async function answerQuestions(app: ElectronApplication, yes: boolean): Promise<void> {
  await app.evaluate(
    ({ dialog }, response) => {
      const asked: string[] = []
      Object.assign(globalThis, { asked })
      const answer = (...words: unknown[]): Promise<Electron.MessageBoxReturnValue> => {
        const { message, detail, defaultId } = words.at(-1) as Electron.MessageBoxOptions
        asked.push(`${message}\n${detail}\n${defaultId}`)
        return Promise.resolve({ response, checkboxChecked: false })
      }
      dialog.showMessageBox = answer as typeof dialog.showMessageBox
    },
    yes ? 1 : 0
  )
}

export const questionsOf = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

/** Puts a real file of this machine, as an input for files has it, into a drop on the element. */
export async function dropFile(page: Page, target: Locator, file: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'dropped-file'
    document.body.append(input)
  })
  await page.locator('#dropped-file').setInputFiles(file)
  await target.evaluate((element) => {
    const input = document.querySelector<HTMLInputElement>('#dropped-file')!
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(input.files![0]!)
    input.remove()
    for (const type of ['dragover', 'drop'])
      element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  })
}
