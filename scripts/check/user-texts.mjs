// @ts-check
/** The texts of the sources that may reach a reader: string literals, templates, markup. Comments are none. */
import { readFileSync } from 'node:fs'
import { parse } from 'svelte/compiler'
import ts from 'typescript'

/** @typedef {{ file: string, line: number, text: string }} UserText */

/** What stands for a value that is put into a text. */
const hole = '{}'

/** Names of modules, types and keys are no texts. @param {ts.Node} node */
function isName({ parent }) {
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent) ||
    ts.isExternalModuleReference(parent)
  )
}

/** @param {string} source @param {string} file @param {number} firstLine */
function textsOfScript(source, file, firstLine = 1) {
  /** @type {UserText[]} */
  const texts = []
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  /** @param {ts.Node} node */
  const walk = (node) => {
    const text = ts.isTemplateExpression(node)
      ? node.head.text + node.templateSpans.map(({ literal }) => hole + literal.text).join('')
      : ts.isStringLiteralLike(node) && !isName(node)
        ? node.text
        : null
    if (text !== null) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree))
      texts.push({ file, line: firstLine + line, text })
    }
    ts.forEachChild(node, walk)
  }
  walk(tree)
  return texts
}

/** @param {string} source @param {number} end */
const lineAt = (source, end) => source.slice(0, end).split('\n').length

/** Texts and values that stand side by side are one text. @param {any[]} nodes */
const joined = (nodes) =>
  nodes
    .map((node) => (node.type === 'Text' ? node.data : node.type === 'Comment' ? '' : hole))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()

/** @param {string} source @param {string} file */
function textsOfComponent(source, file) {
  /** @type {UserText[]} */
  const texts = []
  const tree = parse(source, { filename: file, modern: true })
  for (const script of [tree.instance, tree.module]) {
    if (!script) continue
    // @ts-expect-error a parsed program has its place in the source
    const { start, end } = script.content
    texts.push(...textsOfScript(source.slice(start, end), file, lineAt(source, start)))
  }
  /** @param {string} text @param {number} start */
  const add = (text, start) => text !== '' && texts.push({ file, line: lineAt(source, start), text })
  /** @param {any} node */
  const walk = (node) => {
    if (node === null || typeof node !== 'object') return
    if (Array.isArray(node)) return node.forEach(walk)
    if (node.type === 'Fragment' && node.nodes.some(({ type }) => type === 'Text')) {
      const first = node.nodes.find(({ type, data }) => type !== 'Text' || data.trim() !== '')
      if (joined(node.nodes).replaceAll(hole, '').trim() !== '') add(joined(node.nodes), first.start)
    }
    if (node.type === 'Attribute' && Array.isArray(node.value)) add(joined(node.value), node.start)
    if (node.type === 'Literal' && typeof node.value === 'string') add(node.value, node.start)
    if (node.type === 'TemplateLiteral')
      add(node.quasis.map(({ value }) => value.cooked).join(hole), node.start)
    for (const [key, value] of Object.entries(node)) if (key !== 'loc') walk(value)
  }
  walk(tree.fragment)
  return texts
}

/** @param {string} path @returns {UserText[]} */
export function userTexts(path) {
  const source = readFileSync(path, 'utf8')
  return path.endsWith('.svelte') ? textsOfComponent(source, path) : textsOfScript(source, path)
}
