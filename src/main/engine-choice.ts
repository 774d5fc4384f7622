/** Whose sockets the endpoints get: the usual engine, or the one that the user chose. */
import type { EngineFacts } from '#shared/contract'
import { type EngineName, engineNames } from '#shared/events/engine'
import { defaultEngine, provenEngine, usableEngine, whyNotEngine } from '#lab/net/engine'

export class EngineChoice {
  wanted: EngineName

  /** @param chosen what the settings say; null: the usual one */
  constructor(chosen: EngineName | null = null) {
    this.wanted = chosen ?? defaultEngine
  }

  /** Lets the wanted engine prove itself, once in a process; a run waits for it as well. */
  async prove(): Promise<void> {
    await provenEngine(this.wanted)
  }

  /** Loads the engine to see whether it works, as far as that is known without a trial: only when somebody asks. */
  facts(): EngineFacts {
    return {
      inUse: usableEngine(this.wanted),
      unavailable: engineNames.flatMap((name) => {
        const reason = whyNotEngine(name)
        return reason === null ? [] : [{ name, reason }]
      })
    }
  }
}
