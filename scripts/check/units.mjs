// @ts-check
/**
 * Folders as units: below every folder, its children (files, and folders as wholes) import each other in one direction. A file
 * in a folder may be what its sibling folders rest on (shared/fault.ts), or what rests on them (shared/contract.ts).
 */

/** They put the parts together, so that they import from everywhere: no part of the folder that they lie in. */
const roots = [/^main\/index\.ts$/, /^cli\/index\.ts$/, /^renderer\/src\/App\.svelte$/, /^workers\//]

/** Parts of tasks and pages are layers of their own: a task's lab rests on src/lab, its view on the renderer. */
const layers = /^(?:tasks\/[^/]+\/[^/]+|tasks\/[^/]+|pages\/[^/]+)/

/** @param {string} file below src @param {string} parent '' is src itself @returns {string} */
function unitOf(file, parent) {
  const layer = parent === '' ? layers.exec(file)?.[0] : undefined
  if (layer) return layer
  return /** @type {string} */ (file.slice(parent === '' ? 0 : parent.length + 1).split('/')[0])
}

/** @param {Iterable<string>} files @returns {string[]} */
function foldersOf(files) {
  const folders = new Set([''])
  for (const file of files) {
    const parts = file.split('/')
    for (let depth = 1; depth < parts.length; depth++) folders.add(parts.slice(0, depth).join('/'))
  }
  return [...folders]
}

/**
 * @param {Map<string, Set<string>>} imports from each file to those that it imports, below src
 * @returns {{ folder: string, graph: Map<string, Set<string>>, why: Map<string, string> }[]} for each folder who imports whom
 *   among its children, and under `one > other` an import that shows it
 */
export function unitGraphs(imports) {
  const files = [...imports].filter(([file]) => !roots.some((root) => root.test(file)))
  return foldersOf(imports.keys()).map((folder) => {
    const inside = (/** @type {string} */ file) => folder === '' || file.startsWith(`${folder}/`)
    /** @type {Map<string, Set<string>>} */
    const graph = new Map()
    /** @type {Map<string, string>} */
    const why = new Map()
    for (const [file, targets] of files.filter(([file]) => inside(file))) {
      const unit = unitOf(file, folder)
      for (const target of [...targets].filter(inside)) {
        const other = unitOf(target, folder)
        if (other === unit) continue
        graph.set(unit, (graph.get(unit) ?? new Set()).add(other))
        why.set(`${unit} > ${other}`, `src/${file} imports src/${target}`)
      }
    }
    return { folder, graph, why }
  })
}
