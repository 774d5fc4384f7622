// @ts-check
/**
 * What was measured on several machines stands side by side: a ratio of one processor is none of another, whose system calls
 * cost more or less. Pure: texts of Markdown in, texts out.
 */

/** "2026-11-28, AMD EPYC, 2 cores, ...": a section as it was written when it held one machine. */
const loneMachine = /^\d{4}-\d{2}-\d{2}, (.+?), \d+ cores/

/**
 * @param {string} body a section's text, without its heading
 * @returns {Map<string, string>} by processor, in the order of the text: when and where it was measured, and the table
 */
export function readMachines(body) {
  const [lone = '', ...named] = `\n${body}`.split(/\n### /)
  const machines = named.map((text) => {
    const [processor = '', ...lines] = text.split('\n')
    return /** @type {const} */ ([processor.trim(), lines.join('\n').trim()])
  })
  const processor = loneMachine.exec(lone.trim())?.[1]
  return new Map(processor === undefined ? machines : [[processor, lone.trim()], ...machines])
}

/**
 * @param {string} body a section's text, without its heading
 * @param {string} processor whose figures are new
 * @param {string} measured when and where, and the table
 * @returns {string} the section's text: that processor's figures replaced, those of others as they were
 */
export function withMachine(body, processor, measured) {
  const machines = readMachines(body).set(processor, measured)
  return [...machines].map(([name, text]) => `### ${name}\n\n${text}`).join('\n\n')
}
