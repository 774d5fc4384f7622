/** The payload of a number: its decimal text, padded with trailing spaces to the size that was asked for. */

const space = 0x20
const zero = 0x30
/** Of the largest number that an event's value column holds. */
const digitsMaximum = 10

/** Bytes of a number's decimal text. */
function digitsOf(number: number): number {
  let digits = 1
  for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) digits += 1
  return digits
}

export class NumberPayload {
  readonly #sizeBytes: number
  readonly #fresh: boolean
  /** One payload for each number of digits, written again and again. */
  readonly #byDigits: Uint8Array[]

  /**
   * @param payloadBytes size in bytes; null, or less than the text: the text alone, which is never cut
   * @param fresh whether each payload needs memory of its own, because the socket may send it later
   */
  constructor(payloadBytes: number | null, fresh: boolean) {
    this.#sizeBytes = payloadBytes ?? 0
    this.#fresh = fresh
    this.#byDigits = Array.from({ length: digitsMaximum + 1 }, (_, digits) =>
      new Uint8Array(Math.max(digits, this.#sizeBytes)).fill(space)
    )
  }

  make(number: number): Uint8Array {
    const digits = digitsOf(number)
    const payload = this.#fresh ? this.#blank(digits) : this.#byDigits[digits]!
    for (let index = digits - 1, rest = number; index >= 0; index--) {
      const tenth = Math.floor(rest / 10)
      payload[index] = zero + rest - 10 * tenth
      rest = tenth
    }
    return payload
  }

  #blank(digits: number): Uint8Array {
    // From node's pool: a million small buffers of their own would be a million allocations.
    return digits >= this.#sizeBytes ? Buffer.allocUnsafe(digits) : Buffer.alloc(this.#sizeBytes, space)
  }

  /** Bytes of `make(number)`. */
  sizeOf(number: number): number {
    return Math.max(digitsOf(number), this.#sizeBytes)
  }
}
