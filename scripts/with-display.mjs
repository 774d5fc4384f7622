// @ts-check
// `node scripts/with-display.mjs -- command arguments`: runs it on the display there is, else on an Xvfb of its own.
import { becomeOnDisplay } from './electron/display.mjs'
import { PlainError, runScript } from './electron/plain.mjs'

await runScript(async () => {
  const words = process.argv.slice(2)
  const [command, ...parameters] = words[0] === '--' ? words.slice(1) : words
  if (!command) throw new PlainError('say what to run: node scripts/with-display.mjs -- command arguments')
  return becomeOnDisplay(command, parameters)
})
