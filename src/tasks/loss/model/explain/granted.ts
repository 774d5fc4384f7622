/** Requested and granted: what a socket asked for, what it got, and how many datagrams that holds. */
import type { ReceiveBuffer } from '#shared/events/endpoint'
import type { DatagramCharge } from '#shared/kept/datagram-charge'
import type { Forecast } from '../prediction'
import { counted, figure } from '#shared/text'

/** SOCK_MIN_RCVBUF of include/net/sock.h on 64-bit Linux: nobody gets less. */
const linuxMinimumBytes = 2304

export interface GrantedBuffer {
  whose: 'server' | 'client'
  requestedBytes: number | null
  grantedBytes: number | null
  /** Datagrams that it holds while nobody reads; null where that could not be measured. */
  holds: number | null
  /** How the second figure comes from the first. */
  rule: string
}

export function grantedBuffers({ parameters, buffers, prediction }: Forecast): GrantedBuffer[] {
  const onLinux = prediction.charge !== null
  // The capacity of an emulated queue is none of the real socket's in front of it.
  const ofServer = parameters.queue === 'emulated' ? null : prediction.capacity
  return [
    { whose: 'server' as const, buffer: buffers.server, holds: ofServer },
    { whose: 'client' as const, buffer: buffers.client, holds: prediction.clientCapacity }
  ].map(({ whose, buffer, holds }) => ({ whose, ...buffer, holds, rule: grantRule(buffer, onLinux) }))
}

function grantRule({ requestedBytes, grantedBytes }: ReceiveBuffer, onLinux: boolean): string {
  if (grantedBytes === null) return 'the system does not tell what it granted'
  if (requestedBytes === null) return "nothing was asked for: the system's default"
  if (grantedBytes === requestedBytes) return 'granted as asked for'
  if (!onLinux) return 'the system granted another size than was asked for'
  if (grantedBytes === 2 * requestedBytes) return 'Linux doubles what is asked for'
  if (grantedBytes === linuxMinimumBytes) return 'the least that Linux grants'
  return grantedBytes < 2 * requestedBytes ? 'capped at rmem_max, then doubled' : 'raised by the system'
}

export function chargeSentence(charge: DatagramCharge | null): string {
  if (charge === null) {
    return 'This system does not tell what it charges a receive buffer for a datagram. How many it holds was counted: a probe socket was filled, then read.'
  }
  const { payloadBytes, bytes, source } = charge
  const how =
    source === 'measured'
      ? 'measured on this system: one datagram was left unread in a probe socket'
      : 'from the table of the model, because the probe failed'
  return `A datagram of ${counted(payloadBytes, 'byte')} is charged ${figure(bytes)} bytes (${how}).`
}

export interface Rule {
  says: string
  source: string
}

/** The kernel's rules behind the figures, and where they stand. */
export const bufferRules: readonly Rule[] = [
  {
    says: "SO_RCVBUF: the value is capped at net.core.rmem_max and doubled, to leave room for the kernel's own structures; getsockopt() gives the doubled value.",
    source: 'socket(7)'
  },
  {
    says: 'granted = max(2,304, 2 × min(requested, rmem_max))',
    source: 'net/core/sock.c, __sock_set_rcvbuf()'
  },
  {
    says: 'A queued datagram is charged its truesize: payload, headers and sk_buff, not the payload alone. Its memory comes in a few fixed sizes, so that short datagrams cost the same.',
    source: 'include/linux/skbuff.h, SKB_TRUESIZE()'
  },
  {
    says: 'Since Linux 6.18 a datagram is dropped when charged + truesize > granted, unless the queue is empty: an unread queue holds floor(granted / truesize), and at least one.',
    source: 'net/ipv4/udp.c, __udp_enqueue_schedule_skb(), commit 9aaec660b5be'
  },
  {
    says: 'Up to Linux 6.17 it is dropped when charged > granted: one more fits.',
    source: 'net/ipv4/udp.c, __udp_enqueue_schedule_skb()'
  },
  {
    says: 'What was read is given back a quarter of the buffer at a time, or when the queue was read empty.',
    source: 'net/ipv4/udp.c, udp_rmem_release()'
  }
]
