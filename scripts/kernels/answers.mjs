// @ts-check
/** The lines that the guest writes, read. Pure. */

/**
 * @typedef {object} GuestCall
 * @property {string} name
 * @property {string[]} [netem] the words for netem(8) on lo, set before the call and until another call sets others
 * @property {number} [receiveBufferMaximumBytes] net.core.rmem_max from this call on
 * @property {string[]} words of the command line; --json is added
 * @property {[module: string, name: string, parameters?: unknown]} [experiment] a function that is called in place of the command
 *   line, with these words, and whose result is the answer
 */

/**
 * @typedef {object} GuestAnswer
 * @property {string} name
 * @property {number | null} code exit code; null: the guest did not come so far
 * @property {any} document what the call printed; null: nothing, or no JSON
 */

/** @param {string} text @returns {GuestAnswer[]} in the order of the calls */
export function readAnswers(text) {
  /** @type {GuestAnswer[]} */
  const answers = []
  for (const line of text.split(/\r?\n/)) {
    const [, mark, rest = ''] = /^(call|code) (.*)$/.exec(line) ?? []
    const last = answers.at(-1)
    if (mark === 'call') answers.push({ name: rest, code: null, document: null })
    else if (mark === 'code' && last) last.code = Number(rest)
    else if (line !== '' && last) last.document = parsed(line)
  }
  return answers
}

/** @param {string} line */
function parsed(line) {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
