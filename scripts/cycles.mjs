// @ts-check
/**
 * Finds circles of imports among the files and the folders of src, Svelte files included, and tasks or pages that a registry
 * leaves out; part of npm run check.
 */
import { circles, withoutTests } from './check/cycles.mjs'
import { readImports } from './check/imports.mjs'
import { leftOut } from './check/registries.mjs'
import { unitGraphs } from './check/units.mjs'
import { projectFolder } from './electron/project.mjs'

const imports = withoutTests(readImports(projectFolder))
const problems = circles(imports).map(
  (circle) =>
    `These files import each other in a circle:\n${circle.map((file) => `  src/${file}`).join('\n')}`
)
for (const { folder, graph, why } of unitGraphs(imports)) {
  for (const circle of circles(graph)) {
    const shown = circle.flatMap((one) =>
      circle.flatMap((other) => why.get(`${one} > ${other}`) ?? []).map((line) => `  ${line}`)
    )
    problems.push(
      `In src/${folder} these import each other in a circle: ${circle.join(', ')}\n${shown.join('\n')}`
    )
  }
}
if (problems.length > 0) {
  problems.push('Move what they share into a file of its own, or let one be told by the other what it needs.')
}
problems.push(...leftOut(imports))
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
