/**
 * Room for what dgram asks for with every datagram: 64 KB from Electron's one sandboxed allocator, which otherwise gives
 * the pages back to the system each time and takes them anew (docs/benchmarks.md, echo).
 */

const blockBytes = 1 << 20
const blocks = 2
const pins: ArrayBufferLike[] = []

/** Once per process: holes of a megabyte, kept apart by pinned ones that are never touched and so cost no memory. */
export function reserveReceiveArena(): void {
  if (pins.length > 0 || !process.versions['electron']) return
  const holes: ArrayBuffer[] = []
  for (let index = 0; index < blocks; index++) {
    holes.push(Buffer.allocUnsafeSlow(blockBytes).buffer as ArrayBuffer)
    pins.push(Buffer.allocUnsafeSlow(blockBytes).buffer)
  }
  for (const hole of holes) hole.transfer(0)
}
