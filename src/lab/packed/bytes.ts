/** Writing and reading the fixed forms of history: little-endian numbers, and whole numbers in as few bytes as they take. */

/** The bytes are not of the form that they should be of. Caught where the form is read, and told as a fault. */
export class MalformedError extends Error {}

/** They are of a form, or hold a kind, that only a newer version could know; or they are damaged: the hash tells. */
export class UnknownFormError extends MalformedError {}

export class ByteWriter {
  #bytes: Uint8Array
  #view: DataView
  #length = 0

  /** @param expectedBytes with room for them nothing is copied on the way; what is not written takes no memory of the machine */
  constructor(expectedBytes = 1 << 16) {
    this.#bytes = new Uint8Array(expectedBytes)
    this.#view = new DataView(this.#bytes.buffer)
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  /** A whole number from 0 to 2^53 - 1, seven bits a byte, the least first (LEB128); the high bit says that more follow. */
  whole(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.#length++] = rest
  }

  uint16(value: number): void {
    this.#reserve(2)
    this.#view.setUint16(this.#length, value, true)
    this.#length += 2
  }

  uint32(value: number): void {
    this.#reserve(4)
    this.#view.setUint32(this.#length, value, true)
    this.#length += 4
  }

  float64(value: number): void {
    this.#reserve(8)
    this.#view.setFloat64(this.#length, value, true)
    this.#length += 8
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  /** What was written, where it was written. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }
}

/** Reads what ByteWriter wrote; never beyond the end, and never a number above what the caller allows. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  #take(count: number): number {
    if (count > this.left) throw new MalformedError('it ends too early')
    const at = this.#at
    this.#at += count
    return at
  }

  byte(): number {
    return this.#bytes[this.#take(1)]!
  }

  whole(maximum: number): number {
    let value = 0
    let scale = 1
    for (let count = 0; count < 8; count++) {
      const byte = this.byte()
      value += (byte & 127) * scale
      if (byte < 128) {
        if (value > maximum) throw new MalformedError(`a number is above ${maximum}`)
        return value
      }
      scale *= 128
    }
    throw new MalformedError('a number does not end')
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2), true)
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  float64(): number {
    return this.#view.getFloat64(this.#take(8), true)
  }

  bytes(count: number): Uint8Array {
    const at = this.#take(count)
    return this.#bytes.slice(at, at + count)
  }

  end(): void {
    if (this.left > 0) throw new MalformedError('something follows its end')
  }
}
