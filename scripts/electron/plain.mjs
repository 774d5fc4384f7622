// @ts-check
// How our scripts talk: notes on stderr, failures as one plain line and exit code 1, never a stack trace.

/** A failure that the user can do something about; its message says what. */
export class PlainError extends Error {}

/** Names of files and words of other programs are shown, and not obeyed by the terminal (src/shared/hidden.ts is the app's). */
const hidden = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu

/** @param {string} text */
export function note(text) {
  const visible = text.replace(hidden, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`)
  process.stderr.write(`udp-lab: ${visible}\n`)
}

/**
 * Runs a script's main function; whatever it throws becomes one line.
 *
 * @param {() => Promise<number | void> | number | void} main returns the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    note(shortOf(error))
    if (!(error instanceof PlainError) && process.env.UDP_LAB_DEBUG) console.error(error)
    process.exitCode = 1
  }
}

/** Colours of a terminal, which build tools put into their messages. */
// eslint-disable-next-line no-control-regex -- finding control characters is what it is for
const colours = /\u001b\[[\d;]*m/g

/**
 * What was thrown, in one line: "Build failed with 1 error:" and what follows it.
 *
 * @param {unknown} error
 */
export function shortOf(error) {
  const text = error instanceof Error ? error.message : String(error)
  const [first = '', second = ''] = text
    .replace(colours, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return first.endsWith(':') ? `${first} ${second}`.trim() : first
}

/** @param {string} text */
export function firstLine(text) {
  return text.split('\n', 1)[0]?.trim() ?? ''
}
