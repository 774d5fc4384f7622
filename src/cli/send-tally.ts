/** What a client in the terminal counts: answers come from the peer; what comes twice, and from anybody else, is told apart. */
import type { EndpointAddress } from '#shared/events/address'
import { cell, type EventBatch, EventKind, kindMask, numericFlag } from '#shared/events/batch'
import { type EndpointBeyond, receivedBeyond, sentBeyond } from '#shared/events/beyond'
import { PeerRow } from '#shared/events/peer-row'

export class SendTally {
  sent = 0
  unsent = 0
  refused = 0
  /** Datagrams from anywhere but the peer. */
  foreign = 0
  /** Datagrams that came too fast to be told apart, and are in no other figure. */
  beyond = 0
  readonly #peer: PeerRow
  readonly #seen: Uint8Array | null
  #fromPeer = 0
  #distinct = 0

  /** @param numbers 1 to so many are sent; null: texts, whose answers may all be alike */
  constructor(peer: EndpointAddress, numbers: number | null) {
    this.#peer = new PeerRow(peer)
    this.#seen = numbers === null ? null : new Uint8Array(numbers + 1)
  }

  /** Answers: of numbers those that came back, each once; of texts at most one a text. */
  get returned(): number {
    return this.#seen ? this.#distinct : Math.min(this.#fromPeer, this.sent)
  }

  /** Datagrams from the peer beyond its answers. */
  get duplicated(): number {
    return this.#fromPeer - this.returned
  }

  take(news: EventBatch | EndpointBeyond): void {
    if ('counts' in news) {
      this.beyond += receivedBeyond(news.counts)
      this.sent += sentBeyond(news.counts)
      return
    }
    this.#peer.take(news.newPeers)
    for (let row = 0; row < news.count; row++) this.#row(news, row)
  }

  #row(batch: EventBatch, row: number): void {
    const kind = cell(batch.kind, row)
    const event = kind & kindMask
    if (event === EventKind.sent) this.sent += 1
    else if (event === EventKind.unsent) this.unsent += 1
    else if (event === EventKind.refused) this.refused += 1
    else if (event === EventKind.received && cell(batch.peer, row) !== this.#peer.row) this.foreign += 1
    else if (event === EventKind.received) this.#answer(kind & numericFlag ? cell(batch.value, row) : 0)
  }

  #answer(number: number): void {
    this.#fromPeer += 1
    const seen = this.#seen
    if (!seen || number === 0 || number >= seen.length || seen[number] === 1) return
    seen[number] = 1
    this.#distinct += 1
  }

  document(): Record<
    'sent' | 'unsent' | 'returned' | 'refused' | 'duplicated' | 'foreign' | 'beyond',
    number
  > {
    const { sent, unsent, returned, refused, duplicated, foreign, beyond } = this
    return { sent, unsent, returned, refused, duplicated, foreign, beyond }
  }

  /** `3 sent, 3 answered; 2 more from the same peer`. */
  inWords(): string {
    return [
      `${this.sent} sent, ${this.returned} answered`,
      ...(this.duplicated > 0 ? [`${this.duplicated} more from the same peer, which are no answers`] : []),
      ...(this.foreign > 0 ? [`${this.foreign} from others, which are no answers`] : []),
      ...(this.beyond > 0 ? [`${this.beyond} came too fast to be told apart`] : [])
    ].join('; ')
  }
}
