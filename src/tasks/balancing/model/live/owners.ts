/** Whose datagram it is: which client each payload came from that is on its way through the pool. */
import { cell, type EventBatch, numericFlag } from '#shared/events/batch'
import type { EventStore } from '#shared/events/event-store'
import { payloadText } from '#shared/events/payload'

/** A payload: the number that it spells, or its text; null: the event has none. */
export type PayloadKey = number | string | null

export function keyOf(
  batch: EventBatch,
  row: number,
  { payloads }: Pick<EventStore, 'payloads'>
): PayloadKey {
  const value = cell(batch.value, row)
  if (cell(batch.kind, row) & numericFlag) return value
  const payload = value === 0 ? undefined : payloads[value - 1]
  return payload ? payloadText(payload) : null
}

/** Beyond these a number is kept as rarely as a text: no run of the lab has more. */
const numbersMost = 1_000_000
/** Texts that are on their way at once; who writes more of them loses the oldest. */
const textsMost = 4096

export class Owners {
  /** Row n: the client of number n, counted from 1; 0: none. */
  #numbers = new Uint32Array(1024)
  readonly #texts = new Map<string, number>()

  set(key: PayloadKey, client: number): void {
    if (key === null) return
    if (typeof key === 'number' && key <= numbersMost) {
      if (key >= this.#numbers.length) this.#grow(key)
      this.#numbers[key] = client + 1
      return
    }
    const [oldest] = this.#texts.keys()
    if (oldest !== undefined && this.#texts.size >= textsMost) this.#texts.delete(oldest)
    this.#texts.set(String(key), client)
  }

  /** Its client; -1: no client of the pool sent it. */
  get(key: PayloadKey): number {
    if (key === null) return -1
    if (typeof key === 'number' && key <= numbersMost) return (this.#numbers[key] ?? 0) - 1
    return this.#texts.get(String(key)) ?? -1
  }

  #grow(least: number): void {
    const numbers = new Uint32Array(Math.max(least + 1, 2 * this.#numbers.length))
    numbers.set(this.#numbers)
    this.#numbers = numbers
  }
}
