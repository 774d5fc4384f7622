// @ts-check
/** Who imports whom below src: read from the text of TypeScript and Svelte files, so that it knows both. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const statement = /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]/g
const bare = /(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** @param {string} text @returns {string[]} */
export function specifiersIn(text) {
  return [statement, bare, dynamic].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((found) => /** @type {string} */ (found[1]))
  )
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

const endings = ['', '.ts', '.svelte.ts', '.svelte', '/index.ts']

/**
 * @param {string} importer
 * @param {string} specifier
 * @param {{ root: string, names: Record<string, string> }} where `names`: package.json's "imports"
 * @returns {string | null} the file, or null when it is none below the root
 */
function resolveImport(importer, specifier, { root, names }) {
  const plain = specifier.replace(/\?.*$/, '')
  const base = plain.startsWith('.')
    ? path.resolve(path.dirname(importer), plain)
    : byName(plain, root, names)
  if (base === null) return null
  for (const ending of endings) {
    for (const file of [base + ending, base.replace(/\.svelte$/, '.svelte.ts') + ending]) {
      if (existsSync(file) && statSync(file).isFile()) return file
    }
  }
  return null
}

/** @param {string} specifier @param {string} root @param {Record<string, string>} names */
function byName(specifier, root, names) {
  const patterns = Object.keys(names).sort((a, b) => b.length - a.length)
  for (const pattern of patterns) {
    const [before = '', after = ''] = pattern.split('*')
    if (!specifier.startsWith(before) || !specifier.endsWith(after)) continue
    const middle = specifier.slice(before.length, specifier.length - after.length)
    return path.resolve(root, /** @type {string} */ (names[pattern]).replace('*', middle))
  }
  return null
}

/**
 * @param {string} root folder of package.json
 * @returns {Map<string, Set<string>>} from each file below src to those that it imports, both as paths below src
 */
export function readImports(root) {
  const source = path.join(root, 'src')
  const names = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).imports ?? {}
  const graph = new Map()
  for (const file of filesBelow(source)) {
    const targets = specifiersIn(readFileSync(file, 'utf8'))
      .map((specifier) => resolveImport(file, specifier, { root, names }))
      .filter((target) => target !== null && target.startsWith(source + path.sep) && target !== file)
    graph.set(
      path.relative(source, file),
      new Set(targets.map((target) => path.relative(source, /** @type {string} */ (target))))
    )
  }
  return graph
}
