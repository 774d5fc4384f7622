/**
 * The system's own calls (socket(2), bind(2), connect(2), recvmmsg(2), sendmmsg(2), ppoll(2), …), by way of the FFI koffi.
 * Linux on 64-bit little-endian processors, whose layouts memory.ts and message-batch.ts write; elsewhere there are none.
 */
import { createRequire } from 'node:module'
import { constants, endianness } from 'node:os'
import type Koffi from 'koffi'

/** An address in this process, as a number: below 2^47 on these processors. */
type Pointer = number

/** Every call gives what the C function gives; -1 is a failure that `errno` names. */
export interface SystemCalls {
  socket(domain: number, type: number, protocol: number): number
  bind(descriptor: number, address: Pointer, sizeBytes: number): number
  connect(descriptor: number, address: Pointer, sizeBytes: number): number
  getsockname(descriptor: number, address: Pointer, sizeBytes: Pointer): number
  setsockopt(descriptor: number, level: number, name: number, value: Pointer, sizeBytes: number): number
  getsockopt(descriptor: number, level: number, name: number, value: Pointer, sizeBytes: Pointer): number
  recvmmsg(descriptor: number, headers: Pointer, count: number, flags: number, timeout: Pointer): number
  sendmmsg(descriptor: number, headers: Pointer, count: number, flags: number): number
  /** For a payload too long for a batch: handed over as it lies in memory. */
  sendto(
    descriptor: number,
    payload: Uint8Array,
    sizeBytes: number,
    flags: number,
    address: Pointer,
    addressBytes: number
  ): number
  ppoll(descriptors: Pointer, count: number, timeout: Pointer, mask: Pointer): number
  epoll_create1(flags: number): number
  epoll_ctl(instance: number, operation: number, descriptor: number, event: Pointer): number
  epoll_wait(instance: number, events: Pointer, most: number, timeoutMs: number): number
  eventfd(initial: number, flags: number): number
  read(descriptor: number, into: Pointer, sizeBytes: number): number
  close(descriptor: number): number
  sched_yield(): number
  /** close_range(2) with CLOSE_RANGE_CLOEXEC: from this one on, none is inherited by a program that is started. Null: glibc before 2.34. */
  closeOnExec: ((first: number) => number) | null
  /** Where the bytes of a buffer begin. It must be kept for as long as the address is used. */
  addressOf(buffer: ArrayBuffer): Pointer
  /** The name of the last failure in this thread, such as EADDRINUSE. */
  errno(): string
}

export type LoadedCalls = { ok: true; calls: SystemCalls } | { ok: false; reason: string }

/** Of two names for one number (EAGAIN, EWOULDBLOCK) the one that stands first, which is that of the manual's pages. */
const errnoNames = new Map(
  Object.entries(constants.errno)
    .reverse()
    .map(([name, number]) => [number, name])
)

function unsupported(): string | null {
  if (process.platform !== 'linux')
    return `the layouts of its calls are known for Linux, not for ${process.platform}`
  const proven = ['x64', 'arm64'].includes(process.arch) && endianness() === 'LE'
  return proven ? null : `the layouts of its calls are not known for ${process.arch} processors`
}

function load(): LoadedCalls {
  const reason = unsupported()
  if (reason) return { ok: false, reason }
  try {
    // Required, not imported: it is a native module that may be missing, and no bundle may swallow it.
    const koffi = createRequire(import.meta.url)('koffi') as typeof Koffi
    return { ok: true, calls: declare(koffi) }
  } catch (error) {
    return { ok: false, reason: `koffi could not be loaded (${(error as Error).message.split('\n')[0]})` }
  }
}

function declare(koffi: typeof Koffi): SystemCalls {
  const library = koffi.load(null)
  // Pointers are passed as numbers: koffi then has nothing to convert.
  const call = (name: string, result: string, ...types: string[]) => library.func(name, result, types)
  return {
    socket: call('socket', 'int', 'int', 'int', 'int'),
    bind: call('bind', 'int', 'int', 'uintptr_t', 'uint32'),
    connect: call('connect', 'int', 'int', 'uintptr_t', 'uint32'),
    getsockname: call('getsockname', 'int', 'int', 'uintptr_t', 'uintptr_t'),
    setsockopt: call('setsockopt', 'int', 'int', 'int', 'int', 'uintptr_t', 'uint32'),
    getsockopt: call('getsockopt', 'int', 'int', 'int', 'int', 'uintptr_t', 'uintptr_t'),
    recvmmsg: call('recvmmsg', 'int', 'int', 'uintptr_t', 'uint32', 'int', 'uintptr_t'),
    sendmmsg: call('sendmmsg', 'int', 'int', 'uintptr_t', 'uint32', 'int'),
    sendto: call('sendto', 'long', 'int', 'void *', 'size_t', 'int', 'uintptr_t', 'uint32'),
    ppoll: call('ppoll', 'int', 'uintptr_t', 'ulong', 'uintptr_t', 'uintptr_t'),
    epoll_create1: call('epoll_create1', 'int', 'int'),
    epoll_ctl: call('epoll_ctl', 'int', 'int', 'int', 'int', 'uintptr_t'),
    epoll_wait: call('epoll_wait', 'int', 'int', 'uintptr_t', 'int', 'int'),
    eventfd: call('eventfd', 'int', 'uint32', 'int'),
    read: call('read', 'long', 'int', 'uintptr_t', 'size_t'),
    close: call('close', 'int', 'int'),
    sched_yield: call('sched_yield', 'int'),
    closeOnExec: closeOnExec(call),
    addressOf: (buffer) => Number(koffi.address(buffer)),
    errno: () => errnoNames.get(koffi.errno()) ?? 'EUNKNOWN'
  }
}

type Declare = (name: string, result: string, ...types: string[]) => (...values: number[]) => number

/** CLOSE_RANGE_CLOEXEC: <linux/close_range.h> */
const onExec = 4
const lastDescriptor = 0xffff_ffff

function closeOnExec(call: Declare): SystemCalls['closeOnExec'] {
  try {
    const range = call('close_range', 'int', 'uint32', 'uint32', 'int')
    return (first) => range(first, lastDescriptor, onExec)
  } catch {
    return null
  }
}

let loaded: LoadedCalls | null = null

/** The calls, or in words why there are none. Loaded once in a thread, and only when somebody asks. */
export function systemCalls(): LoadedCalls {
  loaded ??= load()
  return loaded
}
