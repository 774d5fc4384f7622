// @ts-check
/** `npm run -s lab -- command options`: the lab in the terminal, on this machine's own Node. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildLab, labFolder } from './build-lab.mjs'
import { note, runScript, shortOf } from './electron/plain.mjs'
import { callersFolder } from './lab/callers-folder.mjs'

const words = process.argv.slice(2)

await runScript(async () => {
  const folder = callersFolder(process.env, process.cwd())
  if (folder !== null) process.chdir(folder)
  let main
  try {
    await buildLab()
    ;({ main } = await import(pathToFileURL(path.join(labFolder, 'cli.js')).href))
  } catch (error) {
    const message = `The lab could not be built: ${shortOf(error)}`
    note(message)
    if (words.includes('--json'))
      process.stdout.write(`${JSON.stringify({ fault: { code: 'lab/failed', message } })}\n`)
    return 1
  }
  return main(words, path.join(labFolder, 'worker.js'))
})
