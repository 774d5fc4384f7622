/** The fields of One run: what is typed, what it says as parameters, and whose it is while a kept run is looked at. */
import {
  type ClientReads,
  plannedTooLong,
  type QueueKind,
  lossDefaults,
  lossLimits,
  type LossParameters
} from '#tasks/loss/model/run'
import { type NumberLimits, portLimits, readNumber } from '#ui/components/number-text'
import { TaskState } from '#ui/task-kit/task-state.svelte.ts'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { lossCalls } from '#tasks/loss/model/calls'
import { outcomeIn } from '#tasks/loss/model/kept-outcome'
import { seriesIn } from '#tasks/loss/model/kept-series'
import { guessFieldLimits } from './expectations.svelte'

export const limits = {
  port: portLimits,
  number: { minimum: 0, maximum: 4_294_967_295 },
  count: lossLimits.count,
  buffer: { ...lossLimits.buffer, optional: true },
  serviceUs: { ...lossLimits.serviceUs, decimals: true },
  rate: { ...lossLimits.rate, decimals: true },
  payloadBytes: { ...lossLimits.payloadBytes, optional: true },
  guess: guessFieldLimits
} satisfies Record<string, NumberLimits>

const typed = (value: number | null): string => (value === null ? '' : String(value))

const fieldNames = [
  'count',
  'serverBuffer',
  'clientBuffer',
  'serviceUs',
  'rate',
  'clientReads',
  'payloadBytes',
  'queue'
] as const

/** What the fields hold, whether it can be read or not. */
type Typed = Pick<LossFields, (typeof fieldNames)[number]>

export abstract class LossFields extends TaskState<typeof lossCalls> {
  count = $state(typed(lossDefaults.count))
  serverBuffer = $state(typed(lossDefaults.serverBuffer))
  clientBuffer = $state(typed(lossDefaults.clientBuffer))
  serviceUs = $state(typed(lossDefaults.serviceUs))
  rate = $state(typed(lossDefaults.rate))
  clientReads: ClientReads = $state(lossDefaults.clientReads)
  payloadBytes = $state(typed(lossDefaults.payloadBytes))
  queue: QueueKind = $state(lossDefaults.queue)
  /** The student's own fields, while those of a kept run are shown. */
  #own: Typed | null = null

  /** The fields as they are read. */
  #read() {
    return {
      count: readNumber(this.count, 'Count', limits.count),
      serverBuffer: readNumber(this.serverBuffer, 'Server receive buffer', limits.buffer, 'bytes'),
      clientBuffer: readNumber(this.clientBuffer, 'Client receive buffer', limits.buffer, 'bytes'),
      serviceUs: readNumber(this.serviceUs, 'Service time', limits.serviceUs, 'µs'),
      rate: readNumber(this.rate, 'Rate', limits.rate, 'datagrams/s'),
      payloadBytes: readNumber(this.payloadBytes, 'Payload size', limits.payloadBytes, 'bytes')
    }
  }

  /** The fields as parameters, or what is wrong with the first that is off. */
  #parameters(): { ok: true; value: LossParameters } | { ok: false; problem: string; advice?: string } {
    const values: Record<string, number | null> = {}
    for (const [name, reading] of Object.entries(this.#read())) {
      if (!reading.ok) return { ok: false, problem: reading.problem, advice: 'Nothing was started.' }
      values[name] = reading.value
    }
    const value = {
      ...values,
      clientReads: this.clientReads,
      queue: this.queue
    } as unknown as LossParameters
    const tooLong = plannedTooLong(value)
    return tooLong === null ? { ok: true, value } : { ok: false, problem: tooLong }
  }

  /** What the fields say now; null while one of them is off. */
  get typed(): LossParameters | null {
    const parameters = this.#parameters()
    return parameters.ok ? parameters.value : null
  }

  /** What the fields of One run say, for whatever shares them; null after a refusal that is shown. */
  parameters(): LossParameters | null {
    const parameters = this.#parameters()
    return parameters.ok ? parameters.value : this.refuse(parameters.problem, parameters.advice)
  }

  protected fill(parameters: LossParameters): void {
    this.count = typed(parameters.count)
    this.serverBuffer = typed(parameters.serverBuffer)
    this.clientBuffer = typed(parameters.clientBuffer)
    this.serviceUs = typed(parameters.serviceUs)
    this.rate = typed(parameters.rate)
    this.clientReads = parameters.clientReads
    this.payloadBytes = typed(parameters.payloadBytes)
    this.queue = parameters.queue
  }

  /** A kept run is looked at: the fields say what it was started with. */
  override showKept({ outcome }: Pick<KeptRunSummary, 'outcome'>): void {
    const parameters = outcomeIn(outcome)?.parameters ?? seriesIn(outcome)?.plan.base
    if (!parameters) return
    this.#own ??= Object.fromEntries(fieldNames.map((name) => [name, this[name]])) as Typed
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
