/** The payload of a number: its decimal text, padded with trailing spaces to the size that was asked for. */

const space = 0x20

export class NumberPayload {
  readonly #sizeBytes: number

  /** @param payloadBytes size in bytes; null, or less than the text: the text alone, which is never cut */
  constructor(payloadBytes: number | null) {
    this.#sizeBytes = payloadBytes ?? 0
  }

  /** A buffer of its own, because the socket may send it later. */
  make(number: number): Buffer {
    const text = String(number)
    if (text.length >= this.#sizeBytes) return Buffer.from(text, 'latin1')
    const payload = Buffer.alloc(this.#sizeBytes, space)
    payload.write(text, 'latin1')
    return payload
  }

  /** Bytes of `make(number)`. */
  sizeOf(number: number): number {
    let digits = 1
    for (let rest = number; rest >= 10; rest = (rest / 10) | 0) digits += 1
    return digits > this.#sizeBytes ? digits : this.#sizeBytes
  }
}
