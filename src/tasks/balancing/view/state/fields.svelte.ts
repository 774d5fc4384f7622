/** The fields of a run: what is typed, what it says as parameters, and whose it is while a kept run is looked at. */
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { balancingCalls } from '#tasks/balancing/model/calls'
import { outcomeIn } from '#tasks/balancing/model/outcome'
import {
  type BalancerName,
  balancingDefaults,
  balancingLimits,
  type BalancingParameters
} from '#tasks/balancing/model/parameters'
import type { Algorithm } from '#tasks/balancing/model/pickers'
import { type NumberLimits, readNumber } from '#ui/components/number-text'
import { TaskState } from '#ui/task-kit/task-state.svelte.ts'

export const limits = {
  servers: balancingLimits.servers,
  weight: balancingLimits.weight,
  serviceUs: { ...balancingLimits.serviceUs, decimals: true },
  clients: balancingLimits.clients,
  messages: balancingLimits.messages,
  rate: { ...balancingLimits.rate, decimals: true },
  waitMs: balancingLimits.waitMs,
  failAfter: { ...balancingLimits.failAfter, optional: true }
} satisfies Record<string, NumberLimits>

export interface ServerFields {
  weight: string
  serviceUs: string
}

const typed = (value: number | null): string => (value === null ? '' : String(value))

const fieldsOf = ({ weight, serviceUs }: BalancingParameters['servers'][number]): ServerFields => ({
  weight: typed(weight),
  serviceUs: typed(serviceUs)
})

type Numbers = Record<'clients' | 'messages' | 'rate' | 'waitMs' | 'failAfter', string>

const numbersOf = ({ clients, messages, rate, waitMs, failAfter }: BalancingParameters): Numbers => ({
  clients: typed(clients),
  messages: typed(messages),
  rate: typed(rate),
  waitMs: typed(waitMs),
  failAfter: typed(failAfter)
})

type Choices = Pick<BalancingParameters, 'algorithm' | 'per' | 'health'> & { balancer: FieldBalancer }

/** Who may be chosen from the list; nginx has a button of its own. */
export type FieldBalancer = Exclude<BalancerName, 'nginx'>

export abstract class BalancingFields extends TaskState<typeof balancingCalls> {
  servers: ServerFields[] = $state(balancingDefaults.servers.map(fieldsOf))
  numbers: Numbers = $state(numbersOf(balancingDefaults))
  algorithm: Algorithm = $state(balancingDefaults.algorithm)
  per: BalancingParameters['per'] = $state(balancingDefaults.per)
  health = $state(balancingDefaults.health)
  balancer: FieldBalancer = $state('lab')
  /** What is typed as their number, while it is none that a pool can have. */
  #countTyped: string | null = $state(null)
  /** The student's own fields, while those of a kept run are shown. */
  #own: ({ servers: ServerFields[]; numbers: Numbers } & Choices) | null = $state.raw(null)

  /** What the fields say of a run by this balancer; null after a refusal that is shown. */
  parameters(balancer: BalancerName): BalancingParameters | null {
    const reading = this.#read(balancer)
    return reading.ok ? reading.value : this.refuse(reading.problem, 'Nothing was started.')
  }

  /** The kernel picks: it knows neither algorithms nor weights. */
  get byKernel(): boolean {
    return this.balancer === 'reuseport'
  }

  get serverCount(): string {
    return this.#countTyped ?? String(this.servers.length)
  }

  set serverCount(typed: string) {
    const reading = readNumber(typed, 'Servers', limits.servers)
    const count = reading.ok ? reading.value : null
    this.#countTyped = count === null ? typed : null
    if (count === null) return
    const last = this.servers.at(-1) ?? { weight: '1', serviceUs: '0' }
    while (this.servers.length < count) this.servers.push({ ...last })
    this.servers.splice(count)
  }

  /** What the fields say now; null while one of them is off. */
  get typed(): BalancingParameters | null {
    const reading = this.#read(this.balancer)
    return reading.ok ? reading.value : null
  }

  #read(balancer: BalancerName): { ok: true; value: BalancingParameters } | { ok: false; problem: string } {
    const { clients, messages, rate, waitMs, failAfter } = this.numbers
    const readings = {
      servers: readNumber(this.serverCount, 'Servers', limits.servers),
      clients: readNumber(clients, 'Clients', limits.clients),
      messages: readNumber(messages, 'Messages', limits.messages),
      rate: readNumber(rate, 'Rate', limits.rate, 'datagrams/s'),
      waitMs: readNumber(waitMs, 'Wait', limits.waitMs, 'ms'),
      failAfter: readNumber(failAfter, 'Server 1 stops after', limits.failAfter)
    }
    const isKernel = balancer === 'reuseport'
    const servers = this.servers.map(({ weight, serviceUs }, index) => ({
      weight: readNumber(isKernel ? '1' : weight, `Weight of server ${index + 1}`, limits.weight),
      serviceUs: readNumber(serviceUs, `Service time of server ${index + 1}`, limits.serviceUs, 'µs')
    }))
    const all = [...Object.values(readings), ...servers.flatMap((server) => Object.values(server))]
    const off = all.find((reading) => !reading.ok)
    if (off && !off.ok) return { ok: false, problem: off.problem }
    const valueOf = (reading: (typeof all)[number]): number => (reading.ok ? (reading.value ?? 0) : 0)
    return {
      ok: true,
      value: {
        ...balancingDefaults,
        balancer,
        algorithm: this.algorithm,
        per: isKernel ? 'session' : this.per,
        health: this.health,
        servers: servers.map(({ weight, serviceUs }) => ({
          weight: valueOf(weight),
          serviceUs: valueOf(serviceUs)
        })),
        clients: valueOf(readings.clients),
        messages: valueOf(readings.messages),
        rate: valueOf(readings.rate),
        waitMs: valueOf(readings.waitMs),
        failAfter: readings.failAfter.ok ? readings.failAfter.value : null
      }
    }
  }

  protected fill(parameters: BalancingParameters): void {
    this.servers = parameters.servers.map(fieldsOf)
    this.#countTyped = null
    this.balancer = parameters.balancer === 'reuseport' ? 'reuseport' : 'lab'
    this.numbers = numbersOf(parameters)
    this.algorithm = parameters.algorithm
    this.per = parameters.per
    this.health = parameters.health
  }

  addServer(): void {
    this.serverCount = String(Math.min(limits.servers.maximum, this.servers.length + 1))
  }

  removeServer(): void {
    this.serverCount = String(Math.max(limits.servers.minimum, this.servers.length - 1))
  }

  /** A kept run is looked at: the fields say what it was started with. */
  override showKept({ outcome }: Pick<KeptRunSummary, 'outcome'>): void {
    const parameters = outcomeIn(outcome)?.parameters
    if (!parameters) return
    const { servers, numbers, algorithm, per, health, balancer } = this
    this.#own ??= $state.snapshot({ servers, numbers, algorithm, per, health, balancer })
    this.fill(parameters)
  }

  /** Back from the kept run: the fields say again what the student had typed. */
  override leaveKept(): void {
    if (this.#own) Object.assign(this, this.#own)
    this.#own = null
  }

  /** The fields say what a kept run had. */
  get fieldsAreKept(): boolean {
    return this.#own !== null
  }

  /** What was the kept run's is the student's from now on: they run it. */
  protected takeOver(): void {
    this.#own = null
  }
}
