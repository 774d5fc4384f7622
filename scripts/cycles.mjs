// @ts-check
/** Finds circles of imports among the files of src, Svelte files included; part of npm run check. */
import { circles, withoutTests } from './check/cycles.mjs'
import { readImports } from './check/imports.mjs'
import { projectFolder } from './electron/project.mjs'

const found = circles(withoutTests(readImports(projectFolder)))
for (const circle of found) {
  console.error(
    `These files import each other in a circle:\n${circle.map((file) => `  src/${file}`).join('\n')}`
  )
}
if (found.length > 0) {
  console.error('Move what they share into a file of its own, or let one be told by the other what it needs.')
  process.exitCode = 1
}
