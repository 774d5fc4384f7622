// @ts-check
/** Every task's folder has its line in each registry: one without would compile, and silently be no task. */

/** Registries, and the part of a task's folder that each takes; null: the folder's definition itself. */
const registries = {
  'tasks/registry.ts': 'index.ts',
  'tasks/lab.ts': 'lab/',
  'tasks/view.ts': 'view/',
  'tasks/cli.ts': 'cli/'
}

/** @param {Map<string, Set<string>>} imports @param {string} parent @returns {string[]} */
function foldersIn(imports, parent) {
  const names = [...imports.keys()].flatMap(
    (file) => file.match(new RegExp(`^${parent}/([^/]+)/`))?.[1] ?? []
  )
  return [...new Set(names)].sort()
}

/**
 * @param {Map<string, Set<string>>} imports from each file to those that it imports, below src
 * @returns {string[]} a sentence for each line that is missing
 */
export function leftOut(imports) {
  /** @param {string} registry @param {string} folder @param {string} part */
  const has = (registry, folder, part) =>
    [...(imports.get(registry) ?? [])].some((file) => file.startsWith(`${folder}/${part}`))
  const ofTasks = foldersIn(imports, 'tasks').flatMap((name) =>
    Object.entries(registries)
      .filter(([registry, part]) => !has(registry, `tasks/${name}`, part))
      .map(
        ([registry]) => `src/tasks/${name} has no line in src/${registry}: add it, or take the folder away.`
      )
  )
  const behaviours = 'tasks/behaviours.ts'
  const ofServers = foldersIn(imports, 'tasks')
    .filter((name) => imports.has(`tasks/${name}/lab/behaviours.ts`))
    .filter((name) => !has(behaviours, `tasks/${name}`, 'lab/behaviours'))
    .map((name) => `src/tasks/${name}/lab/behaviours.ts has no line in src/${behaviours}: add it.`)
  const ofPages = foldersIn(imports, 'pages')
    .filter((name) => !has('pages/view.ts', `pages/${name}`, ''))
    .map((name) => `src/pages/${name} has no line in src/pages/view.ts: add it, or take the folder away.`)
  return [...ofTasks, ...ofServers, ...ofPages]
}
