/** What the options of `balance` say of a run. */
import { byDefault, choice, flag, number, type Option, text, UsageError, type Values } from '#cli/options'
import { exportNames } from '../model/exports'
import { algorithms } from '../model/pickers'
import { readValues, repeatLimits, variables } from '../model/sweep'
import type { SweepPlan } from '../model/series'
import {
  balancers,
  balancingDefaults,
  balancingLimits,
  type BalancingParameters,
  perNames
} from '../model/parameters'

const { weight: weightLimits, servers: poolLimits } = balancingLimits

const isWeight = (text: string): boolean =>
  /^\d+$/.test(text) && Number(text) >= weightLimits.minimum && Number(text) <= weightLimits.maximum

const weights: Option<number[] | undefined> = {
  word: 'A,B,…',
  meaning: 'weight of each server; 0: it gets nothing',
  notes: [`${weightLimits.minimum} to ${weightLimits.maximum} each`, 'default 1 each'],
  read: (given, name) => {
    if (given === undefined) return undefined
    const parts = String(given).split(',')
    if (parts.every(isWeight) && parts.length <= poolLimits.maximum) return parts.map(Number)
    throw new UsageError(
      `--${name} takes up to ${poolLimits.maximum} whole numbers from ${weightLimits.minimum} to ${weightLimits.maximum} with commas between, such as 3,1,1, not "${String(given)}".`
    )
  }
}

const { balancer, servers, algorithm, per, clients, messages, rate, waitMs } = balancingDefaults

export const balanceOptions = {
  servers: byDefault(
    number('N', poolLimits, 'servers in the pool'),
    `${servers.length}, or as many as weights`
  ),
  weights,
  algorithm: byDefault(
    choice(algorithms, `how a server is picked: ${algorithms.join(', ')}`, 'NAME'),
    algorithm
  ),
  per: byDefault(choice(perNames, 'a client keeps its server, or each datagram gets one'), per),
  clients: byDefault(number('M', balancingLimits.clients, 'clients, each with a socket of its own'), clients),
  messages: byDefault(number('K', balancingLimits.messages, 'each client sends K'), messages),
  'fail-after': number('N', balancingLimits.failAfter, 'server 1 stops when the pool has received N in all'),
  'service-us': byDefault(
    number('N', balancingLimits.serviceUs, 'busy time of each server with each datagram', { decimals: true }),
    0
  ),
  rate: byDefault(
    number(
      'N',
      balancingLimits.rate,
      'datagrams per second of each client; 0: the next one when the last was answered',
      {
        decimals: true
      }
    ),
    rate
  ),
  wait: byDefault(
    number('MS', balancingLimits.waitMs, 'ms after which a client takes an answer for lost'),
    waitMs
  ),
  'no-health': flag('a server that does not answer stays in the pool'),
  balancer: byDefault(
    choice(balancers, 'who balances: the lab’s own, the kernel by SO_REUSEPORT, or the installed nginx'),
    balancer
  ),
  for: number(
    'SECONDS',
    { minimum: 0.001, maximum: 86_400 },
    'the pool stands so long without clients of the lab: write to it with your own',
    { decimals: true }
  ),
  trace: text('FILE', 'clients send when a recorded trace says'),
  record: text('FILE', 'writes when which client sent, as a trace'),
  compare: flag('one trace before every algorithm, SO_REUSEPORT and nginx: one table'),
  vary: choice(variables, 'several runs: what changes from one to the next'),
  values: text('A,B,C', 'the values of what changes'),
  repeat: byDefault(number('R', repeatLimits, 'runs of each value'), 1),
  export: choice(exportNames, 'prints the same pool as commands or configuration for it, and runs nothing')
}
export type Given = Values<typeof balanceOptions>

/** Null: the call is of no sweep. @throws UsageError where it is not whole */
export function sweepIn({ vary, values, repeat }: Given): Omit<SweepPlan, 'parameters'> | null {
  if (vary === undefined && values === undefined) return null
  if (vary === undefined || values === undefined)
    throw new UsageError('--vary and --values belong together, such as --vary servers --values 1,2,4.')
  const read = readValues(
    vary,
    values.split(',').map((value) => (value.trim() === '' ? NaN : Number(value)))
  )
  if (!read.ok) throw new UsageError(`--values: ${read.fault.message}`)
  return { vary, values: read.value, repeat: repeat ?? 1 }
}

const traced = ['clients', 'messages', 'rate'] as const

/** @throws UsageError where two options contradict each other */
function refuseContradictions(given: Given): void {
  if (given.balancer === 'reuseport' && given.algorithm !== undefined)
    throw new UsageError(
      '--algorithm is not for --balancer reuseport: the kernel picks by a hash of both addresses and ports. Leave it out.'
    )
  const twice = given.trace === undefined ? undefined : traced.find((name) => given[name] !== undefined)
  if (twice) throw new UsageError(`--${twice} is not for --trace: the trace says it. Leave one of them out.`)
  const series = [
    given.compare && '--compare',
    given.vary !== undefined && '--vary',
    given.record !== undefined && '--record',
    given.for !== undefined && '--for'
  ].filter(Boolean)
  if (series.length > 1)
    throw new UsageError(`${series.join(' and ')} do not go together: leave one of them out.`)
  if (given.compare && (given.balancer !== undefined || given.algorithm !== undefined))
    throw new UsageError(
      '--compare takes every balancer and algorithm: leave --balancer and --algorithm out.'
    )
}

/** @throws UsageError where two options contradict each other */
export function balanceParameters(given: Given): BalancingParameters {
  refuseContradictions(given)
  const count = given.servers ?? given.weights?.length ?? servers.length
  if (given.weights && given.weights.length !== count) {
    throw new UsageError(
      `--weights has ${given.weights.length} for ${count} servers: give one for each, or leave --servers out.`
    )
  }
  return {
    ...balancingDefaults,
    balancer: given.balancer ?? balancer,
    servers: Array.from({ length: count }, (_, index) => ({
      weight: given.weights?.[index] ?? 1,
      serviceUs: given['service-us'] ?? 0
    })),
    algorithm: given.algorithm ?? algorithm,
    per: given.per ?? per,
    clients: given.clients ?? clients,
    messages: given.messages ?? messages,
    rate: given.rate ?? rate,
    waitMs: given.wait ?? waitMs,
    health: !given['no-health'],
    failAfter: given['fail-after'] ?? null
  }
}
