/** The runs of the walkthrough: each shows one thing of a balancer. */
import { balancingDefaults, type BalancingParameters } from './parameters'

export const presetNames = [
  'one-server',
  'two-servers',
  'spread',
  'hash',
  'unwatched',
  'watched',
  'modulo',
  'maglev'
] as const
export type PresetName = (typeof presetNames)[number]

const pool = (count: number, serviceUs = 0): BalancingParameters['servers'] =>
  Array.from({ length: count }, () => ({ weight: 1, serviceUs }))

/** Twenty clients ask 1,200 times a second: one server that needs 1 ms for each falls behind, two do not. */
const busy = { ...balancingDefaults, clients: 20, messages: 60, rate: 60 } satisfies BalancingParameters
const each = {
  ...balancingDefaults,
  servers: pool(4),
  per: 'datagram',
  clients: 16,
  messages: 25
} satisfies BalancingParameters
/** Server 1 stops when it has had a fifth or so of its datagrams. */
const failing = {
  ...balancingDefaults,
  servers: pool(4),
  clients: 16,
  messages: 24,
  waitMs: 50,
  failAfter: 160
} satisfies BalancingParameters
const shrinking = {
  ...failing,
  per: 'datagram',
  clients: 200,
  messages: 20,
  failAfter: 1600
} satisfies BalancingParameters

export const presets: Readonly<Record<PresetName, BalancingParameters>> = {
  'one-server': { ...busy, servers: pool(1, 1000) },
  'two-servers': { ...busy, servers: pool(2, 1000) },
  spread: each,
  hash: { ...each, algorithm: 'source-hash' },
  unwatched: { ...failing, health: false },
  watched: failing,
  modulo: { ...shrinking, algorithm: 'source-hash' },
  maglev: { ...shrinking, algorithm: 'maglev' }
}
