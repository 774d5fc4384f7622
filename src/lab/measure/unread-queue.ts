/** What a receive queue of this system holds while nobody reads it: found by filling one, once for each size asked about. */
import { release } from 'node:os'
import { type DatagramCharge, fullRules, type FullRule, heldByRule } from '#shared/kept/datagram-charge'
import type { ReceiveBuffer } from '#shared/events/endpoint'
import { loopbackBeside } from '#shared/events/address'
import { loopbackAddress } from '#shared/exercise'
import { type Filled, type FillPlan, fillQueue } from './fill'

/** A queue of a run, for datagrams of one size. */
export interface UnreadQueue {
  /** Datagrams that it holds. */
  holds: number
  /** Whether a queue of this size was filled; else the measured rule and charge say so, because it would take too long. */
  filled: boolean
}

/** What two queues of a run hold, and what the system told of how it counts. */
export interface QueueFacts {
  server: UnreadQueue | null
  client: UnreadQueue | null
  /** Null: the system does not tell what it charges. */
  charge: DatagramCharge | null
}

/** A queue that should hold more is not filled. */
const mostFilled = 2000
/** For the rule of the system: small, so that it is full after some forty short datagrams. */
const rulePlan = { payloadBytes: 5, requestedBytes: 16_384 } as const

const fills = new Map<string, Promise<Filled | null>>()

type Plan = Required<FillPlan>

/**
 * Each plan is carried out once, for as long as the system grants the same for what it asks for: an administrator may raise
 * rmem_max meanwhile. A fill that failed is tried again by whoever asks next.
 */
async function filledOnce(plan: Plan, grantedBytes: number | null = null): Promise<Filled | null> {
  const key = [plan.platform, plan.address, plan.payloadBytes, plan.requestedBytes, grantedBytes].join(' ')
  const filling = fills.get(key) ?? fillQueue(plan)
  fills.set(key, filling)
  const filled = await filling
  if (!filled) fills.delete(key)
  return filled
}

/** By which of the known rules a queue was full; null: by none of them, or the system does not tell what it charges. */
export function ruleOf({ heldDatagrams, grantedBytes, chargeBytes }: Filled): FullRule | null {
  if (grantedBytes === null || chargeBytes === null) return null
  return fullRules.find((rule) => heldByRule(grantedBytes, chargeBytes, rule) === heldDatagrams) ?? null
}

/**
 * What this system's queues hold of datagrams of a payload, for the buffers that a run's sockets have.
 * @param at where the server is or will be: measured is the family of its address
 */
export async function measureQueues(
  payloadBytes: number,
  buffers: { server: ReceiveBuffer; client: ReceiveBuffer },
  platform: string,
  at: string = loopbackAddress
): Promise<QueueFacts> {
  const address = loopbackBeside(at)
  const small = await filledOnce({ ...rulePlan, platform, address })
  const rule = small && ruleOf(small)
  // The charge is that of the first datagram: a small queue tells it as well as a large one.
  const one = await filledOnce({ payloadBytes, requestedBytes: rulePlan.requestedBytes, platform, address })
  const charge: DatagramCharge | null =
    one?.chargeBytes == null
      ? null
      : { payloadBytes, bytes: one.chargeBytes, source: 'measured', rule, kernel: release() }
  const queue = (buffer: ReceiveBuffer): Promise<UnreadQueue | null> =>
    measureQueue({ payloadBytes, requestedBytes: buffer.requestedBytes, platform, address }, buffer, charge)
  const server = await queue(buffers.server)
  return { server, client: await queue(buffers.client), charge }
}

async function measureQueue(
  plan: Plan,
  { grantedBytes }: ReceiveBuffer,
  charge: DatagramCharge | null
): Promise<UnreadQueue | null> {
  const { bytes, rule } = charge ?? {}
  const byRule = rule && bytes && grantedBytes !== null ? heldByRule(grantedBytes, bytes, rule) : null
  if (byRule !== null && byRule > mostFilled) return { holds: byRule, filled: false }
  const holds = (await filledOnce(plan, grantedBytes))?.heldDatagrams ?? null
  return holds === null ? null : { holds, filled: true }
}
