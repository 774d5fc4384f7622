/** Asks the servers that were taken out, each by a socket of its own, until they answer. */
import { EventKind } from '#shared/events/batch'
import { encodeText } from '#shared/events/payload'
import type { Recorder } from '#lab/endpoints/recorder'
import type { ReceiverNeeds } from '#lab/endpoints/receiver'
import type { Member } from './pool'
import { Upstream } from './upstream'

/** No number: whoever counts numbers does not count it. */
export const probeText = 'probe'
const probe = encodeText(probeText)

interface ProbeNeeds {
  openSocket: ReceiverNeeds['openSocket']
  recorder: Pick<Recorder, 'payload'>
}

interface Probe {
  upstream: Upstream
  sentMs: number
}

export class HealthProbes {
  readonly #around: ProbeNeeds
  readonly #back: (member: Member) => void
  readonly #probes = new Map<Member, Probe>()

  /** @param back told of each server that answered; it is asked no more */
  constructor(around: ProbeNeeds, back: (member: Member) => void) {
    this.#around = around
    this.#back = back
  }

  begin(member: Member): void {
    if (!this.#probes.has(member)) this.#probes.set(member, this.#open(member))
  }

  #open(member: Member): Probe {
    const { openSocket, recorder } = this.#around
    const { address, port } = member.place
    const nothing = (): void => undefined
    const upstream = new Upstream(member.place, openSocket, {
      sent: (payload, handedMs) =>
        recorder.payload(EventKind.sent, address, port, payload, payload.length, handedMs),
      unsent: nothing,
      returned: nothing,
      refused: nothing,
      failed: nothing,
      reply: (payload, sizeBytes) => {
        recorder.payload(EventKind.received, address, port, payload, sizeBytes)
        this.#probes.delete(member)
        upstream.close()
        this.#back(member)
      }
    })
    return { upstream, sentMs: -Infinity }
  }

  /** Asks each again that was asked `everyMs` ago. */
  send(nowMs: number, everyMs: number): void {
    for (const [member, { upstream, sentMs }] of this.#probes) {
      if (nowMs - sentMs < everyMs) continue
      // One for which there was no descriptor is made anew.
      const asking = upstream.closed() ? this.#open(member).upstream : upstream
      this.#probes.set(member, { upstream: asking, sentMs: nowMs })
      asking.send(probe)
    }
  }
}
