/** --engine: whose sockets a command uses. */
import type { EngineName } from '#shared/events/engine'
import { failure, type Result, success } from '#shared/fault'
import { defaultEngine, provenEngine, whyNotEngine } from '#lab/net/engine'

/** The engine that was asked for; without a word the usual one, or node:dgram and one line that says why. */
export async function chooseEngine(asked: EngineName | undefined): Promise<Result<EngineName>> {
  const engine = asked ?? defaultEngine
  await provenEngine(engine)
  const reason = whyNotEngine(engine)
  if (reason === null) return success(engine)
  if (asked) {
    return failure('lab/no-engine', `The engine "${engine}" does not work here: ${reason}.`, {
      advice: 'Use --engine node.'
    })
  }
  process.stderr.write(`Using node:dgram: ${reason}.\n`)
  return success('node')
}
