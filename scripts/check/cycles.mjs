// @ts-check
/** Circles of imports: files, or folders, each of which needs another one of the same circle. */

/**
 * Tarjan's algorithm: the strongly connected components of more than one node.
 *
 * @param {Map<string, Set<string>>} graph
 * @returns {string[][]} each circle's nodes, sorted
 */
export function circles(graph) {
  /** @type {Map<string, { index: number, low: number, onStack: boolean }>} */
  const seen = new Map()
  /** @type {string[]} */
  const stack = []
  /** @type {string[][]} */
  const found = []

  /** @param {string} node */
  function visit(node) {
    const mark = { index: seen.size, low: seen.size, onStack: true }
    seen.set(node, mark)
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      const known = seen.get(next)
      if (!known) mark.low = Math.min(mark.low, visit(next).low)
      else if (known.onStack) mark.low = Math.min(mark.low, known.index)
    }
    if (mark.low === mark.index) {
      const component = stack.splice(stack.indexOf(node))
      for (const member of component) /** @type {{ onStack: boolean }} */ (seen.get(member)).onStack = false
      if (component.length > 1) found.push(component.sort())
    }
    return mark
  }

  for (const node of graph.keys()) if (!seen.has(node)) visit(node)
  return found
}

const isForTests = (/** @type {string} */ file) => /\.(test|fixture)\.ts$/.test(file)

/** @param {Map<string, Set<string>>} graph */
export const withoutTests = (graph) => new Map([...graph].filter(([file]) => !isForTests(file)))
