/** Memory that system calls read and write: its bytes here, its address there. */
import type { SystemCalls } from './calls'

/** V8 keeps very small buffers where its collector may move them: none is made as small as that. */
const leastBytes = 4096

export class Memory {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly words: Uint32Array
  readonly address: number

  constructor(calls: SystemCalls, sizeBytes: number) {
    const buffer = new ArrayBuffer(Math.max(leastBytes, Math.ceil(sizeBytes / 8) * 8))
    this.bytes = new Uint8Array(buffer)
    this.view = new DataView(buffer)
    this.words = new Uint32Array(buffer)
    this.address = calls.addressOf(buffer)
  }

  /** Writes a 64-bit pointer or size at a byte offset divisible by 4. */
  writeLong(offset: number, value: number): void {
    this.words[offset >>> 2] = value % 0x1_0000_0000
    this.words[(offset >>> 2) + 1] = Math.floor(value / 0x1_0000_0000)
  }

  /** struct timespec or timeval: whole seconds, then the rest in the given parts of a second. */
  writeTime(offset: number, ms: number, partsPerSecond: number): void {
    const seconds = Math.floor(ms / 1000)
    this.writeLong(offset, seconds)
    this.writeLong(offset + 8, Math.round(((ms - seconds * 1000) / 1000) * partsPerSecond))
  }
}
