// @ts-check
/**
 * docs/benchmarks.md as a text: sections, and in each what every processor showed. These stand side by side, because a ratio of
 * one processor is none of another, whose system calls cost more or less. Pure: texts of Markdown in, texts out.
 */

/**
 * @param {string} text
 * @param {'##' | '###'} marks of the headings, by their level
 * @returns {Map<string, string>} by heading, in the order of the text: what stands below it
 */
export function readSections(text, marks) {
  return new Map(
    `\n${text}`
      .split(`\n${marks} `)
      .slice(1)
      .map((section) => {
        const [heading = '', ...lines] = section.split('\n')
        return [heading.trim(), lines.join('\n').trim()]
      })
  )
}

/**
 * @param {string} body a section's text, without its heading
 * @param {string} processor whose figures are new
 * @param {string} measured when and where, and the table
 * @returns {string} the section's text: that processor's figures replaced, those of others as they were
 */
export function withMachine(body, processor, measured) {
  const machines = readSections(body, '###').set(processor, measured)
  return [...machines].map(([name, text]) => `### ${name}\n\n${text}`).join('\n\n')
}
