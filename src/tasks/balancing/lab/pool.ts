/** The balancer's servers: what each was asked and has not answered, and whether it is up. */
import type { EndpointAddress } from '#shared/events/address'
import { sourceKey } from '../model/source-hash'
import type { PoolServer } from '../model/pickers'

export interface Member extends PoolServer {
  place: EndpointAddress
  /** Since when it owes an answer; null: it owes none. */
  silentSinceMs: number | null
}

export interface PoolPlace extends EndpointAddress {
  weight: number
}

export const poolOf = (places: readonly PoolPlace[]): Member[] =>
  places.map(({ weight, address, port }, index) => ({
    index,
    name: sourceKey({ address, port }),
    place: { address, port },
    weight,
    up: true,
    outstanding: 0,
    silentSinceMs: null
  }))

/** It was sent a request. */
export function asked(member: Member, nowMs: number): void {
  member.outstanding += 1
  member.silentSinceMs ??= nowMs
}

/** It answered one: whatever else it owes, it is not silent. */
export function answered(member: Member, nowMs: number): void {
  member.outstanding = Math.max(0, member.outstanding - 1)
  member.silentSinceMs = member.outstanding > 0 ? nowMs : null
}

/** Nobody waits for so many of its answers any more. */
export function forgotten(member: Member, requests: number): void {
  member.outstanding = Math.max(0, member.outstanding - requests)
  if (member.outstanding === 0) member.silentSinceMs = null
}
