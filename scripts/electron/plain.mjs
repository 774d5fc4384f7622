// @ts-check
// How our scripts talk: notes on stderr, failures as one plain line and exit code 1, never a stack trace.

/** A failure that the user can do something about; its message says what. */
export class PlainError extends Error {}

/** @param {string} text */
export function note(text) {
  process.stderr.write(`udp-lab: ${text}\n`)
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
    note(firstLine(error instanceof Error ? error.message : String(error)))
    if (!(error instanceof PlainError) && process.env.UDP_LAB_DEBUG) console.error(error)
    process.exitCode = 1
  }
}

/** @param {string} text */
export function firstLine(text) {
  return text.split('\n', 1)[0]?.trim() ?? ''
}
