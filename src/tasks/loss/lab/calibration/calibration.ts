/** A preset for this machine: what it takes to show its picture here, measured once for each engine. */
import type { EngineName } from '#shared/events/engine'
import { type Result, success } from '#shared/fault'
import { figure } from '#shared/text'
import type { ThreadPool } from '#lab/endpoints/thread-pool'
import { probeBuffer } from '#lab/measure/probe-socket'
import { measureQueues } from '#lab/measure/unread-queue'
import type { LabSettings } from '#lab/session/lab-settings'
import { loss } from '../../index'
import { choosePreset, type ChosenPreset, type Holds, type Rehearsed } from '../../model/calibrated'
import type { LossParameters } from '../../model/parameters'
import { longestPayloadBytes } from '../../model/prediction'
import { allPresets, type PresetName } from '../../model/presets'
import { QuietStage } from '../run-stage'
import type { RunPlace } from '../turn'
import { rehearse } from './rehearsal'

/** SO_RCVBUF that the exercise cures the loss with. */
const cureBytes = 200_000

/** Only a run that keeps to the clock, on the kernel's own queue, depends on what the machine can do. */
const keepsToClock = ({ rate, queue }: LossParameters): boolean => rate > 0 && queue === 'kernel'

export class Calibration {
  readonly #place: RunPlace
  readonly #stage: QuietStage
  readonly #engine: () => EngineName
  readonly #rehearsed = new Map<EngineName, Rehearsed>()

  constructor(place: RunPlace, settings: LabSettings, threadPool: ThreadPool) {
    this.#place = place
    this.#engine = settings.engine
    this.#stage = new QuietStage({ settings, threadPool, programs: loss.programs })
  }

  /** Closes what a rehearsal may have open, for good. */
  close(): Promise<void> {
    return this.#stage.close()
  }

  /** Faults: run/already-running, and those of a run that cannot begin. */
  async preset(name: PresetName): Promise<Result<ChosenPreset>> {
    const preset = allPresets.find((candidate) => candidate.name === name)!
    const { parameters } = preset
    const capped = await cappedBuffers(parameters)
    if (!keepsToClock(parameters)) return success({ parameters, says: null, doubt: capped })
    const rehearsed = await this.#rehearse()
    if (!rehearsed.ok) return rehearsed
    const chosen = choosePreset(preset, rehearsed.value, await measureHolds(parameters, this.#place.address))
    return success({ ...chosen, doubt: chosen.doubt ?? capped })
  }

  async #rehearse(): Promise<Result<Rehearsed>> {
    const engine = this.#engine()
    const known = this.#rehearsed.get(engine)
    if (known) return success(known)
    const result = await this.#place.hold((turn) => rehearse(this.#stage, turn))
    if (result.ok) this.#rehearsed.set(engine, result.value)
    return result
  }
}

/** What the server's queue holds of the preset's numbers, with the usual buffer and with the cure. */
async function measureHolds(parameters: LossParameters, address: string): Promise<Holds> {
  const usual = await probeBuffer(null, address)
  const cured = await probeBuffer(cureBytes, address)
  if (!usual.ok || !cured.ok) return { usual: null, cured: null }
  const { server, client } = await measureQueues(
    longestPayloadBytes(parameters),
    { server: usual.value, client: cured.value },
    process.platform,
    address
  )
  return { usual: server?.holds ?? null, cured: client?.holds ?? null }
}

/** In words, which of the buffers that are asked for the system caps; null: none. */
async function cappedBuffers({ serverBuffer, clientBuffer }: LossParameters): Promise<string | null> {
  const words: string[] = []
  for (const [whose, requestedBytes] of Object.entries({ server: serverBuffer, client: clientBuffer })) {
    const probed = requestedBytes === null ? null : await probeBuffer(requestedBytes)
    const granted = probed?.ok ? probed.value.grantedBytes : null
    if (granted !== null && requestedBytes !== null && granted < requestedBytes) {
      words.push(`the ${whose} asks for ${figure(requestedBytes)} bytes and gets ${figure(granted)}`)
    }
  }
  return words.length === 0
    ? null
    : `This system grants less than the preset asks for: ${words.join(', ')}. On Linux an administrator can raise the limit: sysctl -w net.core.rmem_max=BYTES.`
}
