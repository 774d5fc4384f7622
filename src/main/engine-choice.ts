/** Whose sockets the endpoints get: the usual engine, or the one that the user chose. */
import type { EngineFacts } from '#shared/contract'
import { type EngineName, engineNames } from '#shared/events/engine'
import { defaultEngine, usableEngine, whyNotEngine } from '#lab/net/engine'

export class EngineChoice {
  wanted: EngineName

  /** @param chosen what the settings say; null: the usual one */
  constructor(chosen: EngineName | null = null) {
    this.wanted = chosen ?? defaultEngine
  }

  /** Loads the engine to see whether it works: only when somebody asks. */
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
