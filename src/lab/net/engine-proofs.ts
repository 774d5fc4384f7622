/** Each engine proves itself once in a process, before its first socket: what it fails at decides that node:dgram is used. */
import type { EngineName } from '#shared/events/engine'
import { type EngineProof, whyOfChecks } from '#shared/machine/engine-check'
import { selfTest } from './self-test/self-test'
import type { MakeSocket } from './self-test/test-socket'

/** How sockets of an engine are made, or in words why there are none. */
export type Sockets = { ok: true; make: MakeSocket } | { ok: false; reason: string }

export class EngineProofs {
  readonly #socketsOf: (engine: EngineName) => Sockets
  readonly #proofs = new Map<EngineName, Promise<EngineProof>>()
  readonly #known = new Map<EngineName, EngineProof>()

  constructor(socketsOf: (engine: EngineName) => Sockets) {
    this.#socketsOf = socketsOf
  }

  /** Tries the engine; who asks again gets the same answer. */
  prove(engine: EngineName): Promise<EngineProof> {
    const proof = this.#proofs.get(engine) ?? this.#try(engine)
    this.#proofs.set(engine, proof)
    return proof
  }

  async #try(engine: EngineName): Promise<EngineProof> {
    const sockets = this.#socketsOf(engine)
    if (!sockets.ok) return this.#learn({ name: engine, works: false, why: sockets.reason, checks: [] })
    const reference = engine === 'node' ? null : this.#socketsOf('node')
    const checks = await selfTest(sockets.make, reference?.ok ? reference.make : null)
    const why = whyOfChecks(checks)
    return this.#learn({ name: engine, works: why === null, why, checks })
  }

  #learn(proof: EngineProof): EngineProof {
    this.#known.set(proof.name, proof)
    return proof
  }

  /** Why there are no sockets of this engine, as far as is known by now; null: nothing speaks against it. */
  whyNot(engine: EngineName): string | null {
    if (engine === 'node') return null
    const known = this.#known.get(engine)
    // What node:dgram fails at with the same words is no fault of the engine (the loopback interface may be down): its sockets
    // say more of that than a refusal would.
    if (known) return known.why === this.#known.get('node')?.why ? null : known.why
    const sockets = this.#socketsOf(engine)
    return sockets.ok ? null : sockets.reason
  }

  /** The wanted engine unless something speaks against it by now, or else node:dgram. */
  usable(wanted: EngineName): EngineName {
    return this.whyNot(wanted) === null ? wanted : 'node'
  }

  /** The wanted engine where it has proved itself, or else node:dgram: the last resort need not prove anything. */
  async proven(wanted: EngineName): Promise<EngineName> {
    const proof = wanted === 'node' ? null : await this.prove(wanted)
    if (proof?.works === false) await this.prove('node')
    return this.usable(wanted)
  }
}
