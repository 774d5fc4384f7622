/** The user's wish that a command ends, for what takes a signal. */
import type { CommandNeeds } from '#cli/output'

export function abortSignal({ interruption }: Pick<CommandNeeds, 'interruption'>): AbortSignal {
  const abort = new AbortController()
  void interruption.happened.then(() => abort.abort())
  return abort.signal
}
