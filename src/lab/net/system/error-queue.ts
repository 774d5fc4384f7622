/**
 * What comes back for a datagram to a port: an unconnected socket of its own that asks for its errors (IP_RECVERR) sends
 * one and reads its error queue by recvmmsg(2) with MSG_ERRQUEUE. ip(7), recv(2).
 */
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { monotonicMs } from '../../clock'
import type { PortUnreachable } from '../udp-socket'
import type { SystemCalls } from './calls'
import {
  datagramSocket,
  errorOrigin,
  family,
  icmp,
  internetLevel,
  internetOption,
  messageFlag,
  pollError
} from './constants'
import {
  addressWord,
  internetAddressBytes,
  readInternetAddress,
  writeInternetAddress
} from './internet-address'
import { Memory } from './memory'

/**
 * Offsets in the memory. The calls' structures: struct mmsghdr (56 bytes of msghdr, msg_len), iovec, sockaddr_in of the
 * datagram that failed, its payload, the control messages; then pollfd, timespec, an option's value, and the target.
 */
const at = {
  header: 0,
  vector: 64,
  name: 80,
  payload: 96,
  control: 160,
  poll: 416,
  time: 424,
  option: 440,
  to: 448
}
/** Of struct msghdr on 64-bit Linux. */
const inHeader = {
  name: 0,
  nameLength: 8,
  vectors: 16,
  vectorCount: 24,
  control: 32,
  controlLength: 40
} as const
const payloadBytes = 64
const controlBytes = 256
/** struct cmsghdr: length (8), level (4), type (4), then its data; the next one begins at a multiple of 8. cmsg(3) */
const controlHeaderBytes = 16
/** struct sock_extended_err, with the offender's address behind it: <linux/errqueue.h> */
const inError = { origin: 4, type: 5, code: 6, offender: 16 } as const

/**
 * Sends one datagram to `to` and waits up to `waitMs` for the ICMP error.
 * @returns null: no port unreachable for it was seen, or the system refused a call
 */
export function askForError(
  calls: SystemCalls,
  to: EndpointAddress,
  payload: Uint8Array,
  waitMs: number
): PortUnreachable | null {
  const word = addressWord(to.address)
  if (word === null) return null
  const descriptor = calls.socket(family.internet, datagramSocket, 0)
  if (descriptor < 0) return null
  try {
    const memory = new Memory(calls, at.to + internetAddressBytes)
    const { address, view } = memory
    view.setInt32(at.option, 1, true)
    const { receiveErrors } = internetOption
    if (calls.setsockopt(descriptor, internetLevel, receiveErrors, address + at.option, 4) < 0) return null
    writeInternetAddress(view, at.to, word, to.port)
    const sent = calls.sendto(descriptor, payload, payload.length, 0, address + at.to, internetAddressBytes)
    if (sent < 0) return null
    const endMs = monotonicMs() + waitMs
    while (awaitError(calls, memory, descriptor, endMs - monotonicMs())) {
      const found = readError(calls, memory, descriptor)
      if (found === 'none') return null
      if (found !== 'another' && formatEndpoint(found.to) === formatEndpoint(to)) return found
    }
    return null
  } finally {
    calls.close(descriptor)
  }
}

/** Whether an error is there. POLLERR need not be asked for: poll(2). */
function awaitError(calls: SystemCalls, memory: Memory, descriptor: number, ms: number): boolean {
  const { view, address } = memory
  view.setInt32(at.poll, descriptor, true)
  view.setInt16(at.poll + 4, 0, true)
  view.setInt16(at.poll + 6, 0, true)
  memory.writeTime(at.time, Math.max(0, ms), 1e9)
  const ready = calls.ppoll(address + at.poll, 1, address + at.time, 0)
  return ready > 0 && (view.getInt16(at.poll + 6, true) & pollError) !== 0
}

/** One entry of the error queue: a port unreachable, another error, or none at all. */
function readError(
  calls: SystemCalls,
  memory: Memory,
  descriptor: number
): PortUnreachable | 'another' | 'none' {
  const { view, address } = memory
  memory.writeLong(at.header + inHeader.name, address + at.name)
  memory.writeLong(at.header + inHeader.nameLength, internetAddressBytes)
  memory.writeLong(at.header + inHeader.vectors, address + at.vector)
  memory.writeLong(at.header + inHeader.vectorCount, 1)
  memory.writeLong(at.header + inHeader.control, address + at.control)
  memory.writeLong(at.header + inHeader.controlLength, controlBytes)
  memory.writeLong(at.vector, address + at.payload)
  memory.writeLong(at.vector + 8, payloadBytes)
  const flags = messageFlag.errorQueue | messageFlag.dontWait
  if (calls.recvmmsg(descriptor, address + at.header, 1, flags, 0) < 1) return 'none'
  const end = at.control + view.getUint32(at.header + inHeader.controlLength, true)
  for (let offset = at.control; offset + controlHeaderBytes <= end;) {
    const length = view.getUint32(offset, true)
    if (length < controlHeaderBytes) break
    const level = view.getInt32(offset + 8, true)
    const type = view.getInt32(offset + 12, true)
    const error = offset + controlHeaderBytes
    if (level === internetLevel && type === internetOption.receiveErrors && isPortUnreachable(view, error)) {
      const { address: offender } = readInternetAddress(view, error + inError.offender)
      return { offender, to: readInternetAddress(view, at.name) }
    }
    offset += Math.ceil(length / 8) * 8
  }
  return 'another'
}

function isPortUnreachable(view: DataView, error: number): boolean {
  return (
    view.getUint8(error + inError.origin) === errorOrigin.icmp &&
    view.getUint8(error + inError.type) === icmp.unreachable &&
    view.getUint8(error + inError.code) === icmp.portUnreachable
  )
}
