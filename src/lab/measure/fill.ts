/**
 * Fills a receive queue that nobody reads, and counts what it held. Probe and sender live in one thread, which reads a
 * socket only when its event loop turns: so nothing is read while it is filled. Linux tells each drop (proc(5),
 * /proc/net/udp); on every system the queue is read empty afterwards, and what was read is what it held.
 */
import { readFileSync } from 'node:fs'
import { isIpv6 } from '#shared/events/address'
import { loopbackAddress } from '#shared/exercise'
import { counterFiles, isBoundTo, type KernelSocket, parseProcNetUdp } from '../net/kernel'
import { type Probe, withProbe } from './probe-socket'

/** Between two looks at the drops; a look costs about as much as a few sends. */
const sendsTogether = 32
/** More are never sent to an empty queue: a fill may not take long (docs/model.md). */
export const mostSends = 16_384
/** Where no counter tells that it is full. */
const firstBurst = 64
/** Nothing more is to be read after this. */
const silenceMs = 30
const turnMs = 5

export interface Filled {
  sent: number
  /** Datagrams that were in the queue; null: it was not full after the last send. */
  heldDatagrams: number | null
  /** Bytes charged for the first datagram alone (rx_queue); null: the system does not tell. */
  chargeBytes: number | null
  /** SO_RCVBUF as granted. */
  grantedBytes: number | null
  /** The kernel's drop counter says the same as what was read; null: it has none. */
  agrees: boolean | null
}

export interface FillPlan {
  payloadBytes: number
  /** SO_RCVBUF to ask for; null: the system's default. */
  requestedBytes: number | null
  platform: string
  /** Of the family to measure, for what is charged may differ; without it: IPv4. */
  address?: string
}

/** What the kernel says of the socket that is bound there; null: nothing. */
type Look = (local: Probe['opened']['local']) => KernelSocket | null

const nothing: Look = () => null

/**
 * Null: no socket can be opened, or the system refused to send. A counter that is contradicted by what can be read is not
 * believed: then the queue is filled once more and counted.
 */
export async function fillQueue(
  plan: FillPlan,
  look = plan.platform === 'linux' ? readRow : nothing
): Promise<Filled | null> {
  const filled = await fillOnce(plan, look)
  return filled?.agrees === false ? fillOnce(plan, nothing) : filled
}

function fillOnce(plan: FillPlan, look: Look): Promise<Filled | null> {
  const { address = loopbackAddress, requestedBytes } = plan
  return withProbe(address, requestedBytes, (receiver) =>
    withProbe(address, null, (sender) => fill(plan, look, receiver, sender))
  )
}

async function fill(
  { payloadBytes }: FillPlan,
  lookAt: Look,
  receiver: Probe,
  sender: Probe
): Promise<Filled | null> {
  const { local, buffer } = receiver.opened
  const payload = new Uint8Array(payloadBytes)
  let refused = 0
  const send = (many: number): void => {
    for (let one = 0; one < many; one++) {
      sender.socket.send(payload, local, (error) => (refused += error ? 1 : 0))
    }
  }
  send(1)
  const first = lookAt(local)
  const filled = await (first ? toFirstDrop(send, () => lookAt(local), receiver) : inBursts(send, receiver))
  if (refused > 0 || filled.read === 0) return null
  const { sent, read, agrees } = filled
  return {
    sent,
    heldDatagrams: read < sent ? read : null,
    chargeBytes: first && first.receiveQueueBytes > 0 ? first.receiveQueueBytes : null,
    grantedBytes: buffer.grantedBytes,
    agrees
  }
}

interface Fill extends Pick<Filled, 'sent' | 'agrees'> {
  /** Datagrams that were in the queue after the last send. */
  read: number
}

/** One is in the queue already: sends until the drop counter rises, then reads the queue empty. */
async function toFirstDrop(
  send: (many: number) => void,
  look: () => KernelSocket | null,
  receiver: Probe
): Promise<Fill> {
  let sent = 1
  let drops = 0
  while (sent < mostSends && drops === 0) {
    const many = Math.min(sendsTogether, mostSends - sent)
    send(many)
    sent += many
    drops = look()?.drops ?? 0
  }
  const read = await readEmpty(receiver)
  return { sent, read, agrees: read === sent - drops }
}

/** Nobody counts drops: bursts, each twice as long as the one before, until one of them cannot be read whole. */
async function inBursts(send: (many: number) => void, receiver: Probe): Promise<Fill> {
  let known = await readEmpty(receiver)
  for (let sent = firstBurst; ; sent = Math.min(2 * sent, mostSends)) {
    send(sent)
    const all = await readEmpty(receiver)
    const read = all - known
    known = all
    if (read < sent || sent === mostSends) return { sent, read, agrees: null }
  }
}

/** Lets the event loop read until nothing more comes. */
async function readEmpty({ readDatagrams, socket }: Probe): Promise<number> {
  let known = -1
  let quietMs = 0
  while (quietMs < silenceMs) {
    await socket.wait(turnMs)
    quietMs = readDatagrams() === known ? quietMs + turnMs : 0
    known = readDatagrams()
  }
  return known
}

function readRow(local: Probe['opened']['local']): KernelSocket | null {
  try {
    const file = isIpv6(local.address) ? counterFiles.udp6 : counterFiles.udp
    const sockets = parseProcNetUdp(readFileSync(file, 'utf8'))
    return sockets.find((socket) => isBoundTo(socket, local)) ?? null
  } catch {
    return null
  }
}
