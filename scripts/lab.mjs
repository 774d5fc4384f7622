// @ts-check
/** `npm run -s lab -- command options`: the lab in the terminal, on this machine's own Node. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildLab, labFolder } from './build-lab.mjs'
import { runScript } from './electron/plain.mjs'

await runScript(async () => {
  await buildLab()
  const { main } = await import(pathToFileURL(path.join(labFolder, 'cli.js')).href)
  return main(process.argv.slice(2), path.join(labFolder, 'worker.js'))
})
