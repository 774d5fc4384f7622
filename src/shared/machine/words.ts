/** What a machine is and does, in words: the terminal and the window say the same. */
import { engineTitles } from '../events/engine'
import type { FullRule } from '../kept/datagram-charge'
import { counted, decimal, figure } from '../text'
import { countingSentence, takenOf } from './counting'
import { type EngineCheck, engineChecks, type EngineProof } from './engine-check'
import type { CountedQueue, ThisMachine } from './this-machine'

export interface FactRow {
  label: string
  text: string
  /** Something that should hold does not. */
  bad?: true
}

export interface FactSection {
  title: string
  rows: FactRow[]
}

const untold = 'this system does not tell'
const bytesOr = (bytes: number | null): string => (bytes === null ? untold : counted(bytes, 'byte'))

const rules: Record<FullRule, string> = {
  'would-exceed': 'a datagram is dropped when it would go beyond what was granted',
  exceeded: 'a datagram is dropped when what was granted is exceeded already: one more fits'
}

function system({
  system: name,
  kernel,
  platform,
  architecture,
  processor,
  processorCount,
  versions
}: ThisMachine): FactRow[] {
  return [
    { label: 'System', text: `${name} (Node calls it ${platform})` },
    { label: 'Kernel', text: kernel },
    {
      label: 'Processor',
      text: `${figure(processorCount)} × ${processor || 'a processor without a name'} (${architecture})`
    },
    {
      label: 'Node',
      text: versions.node + (versions.electron === null ? '' : `, in Electron ${versions.electron}`)
    }
  ]
}

const askedFor = (requestedBytes: number | null): string =>
  requestedBytes === null ? 'Default buffer' : `SO_RCVBUF ${figure(requestedBytes)}`

function queueText({
  holds,
  filled,
  grantedBytes,
  payloadBytes
}: CountedQueue & { filled: boolean }): string {
  const granted = grantedBytes === null ? '' : `, ${counted(grantedBytes, 'byte')} granted`
  if (holds === null) return `what it holds could not be measured${granted}`
  const how = filled ? 'one was filled' : 'by the rule and charge that were measured'
  return `holds ${counted(holds, 'datagram')} of ${counted(payloadBytes, 'byte')}${granted} (${how})`
}

function buffers({ receiveBuffer, capacity }: ThisMachine): FactRow[] {
  const { maximumBytes, defaultBytes } = receiveBuffer
  const limits = [
    { label: 'Most for SO_RCVBUF', text: bytesOr(maximumBytes) },
    { label: 'Default', text: bytesOr(defaultBytes) }
  ]
  if (!capacity) return [...limits, { label: 'Capacity', text: 'could not be measured', bad: true }]
  const charge = capacity.queues[0]?.chargeBytes ?? null
  const { rule } = capacity
  return [
    ...limits,
    ...capacity.queues.map((queue) => ({ label: askedFor(queue.requestedBytes), text: queueText(queue) })),
    { label: 'Charged for each', text: charge === null ? 'not told' : counted(charge, 'byte') },
    {
      label: 'Rule',
      text: rule === null ? (charge === null ? 'not told' : 'none that is known here') : rules[rule]
    }
  ]
}

function clock({ clock: { stepNs, sleep } }: ThisMachine): FactRow[] {
  const { askedMs, by, count, medianLateMs, worstLateMs } = sleep
  return [
    {
      label: 'Smallest step seen',
      text:
        stepNs === null ? 'none between two readings' : `${figure(stepNs)} ns between two readings in a row`
    },
    {
      label: `A sleep of ${decimal(askedMs)} ms`,
      text: `ended ${decimal(medianLateMs)} ms late in the middle, ${decimal(worstLateMs)} ms at worst (${figure(count)} sleeps by ${by})`
    }
  ]
}

/** A check that holds, or what was seen instead. */
export function checkText({ id, ok, why }: EngineCheck): string {
  const sentence = engineChecks[id]
  if (!ok) return `${sentence}: no, ${why ?? 'it does not hold'}`
  return why === null ? sentence : `${sentence}: not here (${why})`
}

function engine(proof: EngineProof & { usual: boolean }): FactSection {
  const { name, works, why, usual, checks } = proof
  const summary = works
    ? `works${usual ? '; new sockets are made by it unless another is chosen' : ''}`
    : `does not work here: ${why}`
  return {
    title: `Engine ${engineTitles[name]}`,
    rows: [
      { label: 'Self-test', text: `${summary}.`, ...(!works && { bad: true }) },
      ...checks.map((check) => ({
        label: check.ok ? (check.why === null ? 'ok' : 'open') : 'failed',
        text: checkText(check),
        ...(!check.ok && { bad: true as const })
      }))
    ]
  }
}

const interpreters = (machine: ThisMachine): FactRow[] =>
  machine.interpreters.map(({ name, command, version, path }) => ({
    label: name,
    text:
      command === null
        ? 'not found in PATH'
        : `${version ?? 'of an unknown version'} (${command}: ${path ?? ''})`
  }))

export const countingTitle = 'How does your system count?'

export interface CountingRow {
  payload: string
  holds: string
  each: string
  charge: string
}

export const countingHeads: CountingRow = {
  payload: 'Payload in bytes',
  holds: 'Datagrams held (K)',
  each: 'Bytes for each (G / K)',
  charge: 'Charge told (T)'
}

export const countingColumns = ['payload', 'holds', 'each', 'charge'] as const

export const countingRow = (queue: CountedQueue): CountingRow => {
  const { payloadBytes, holds, grantedBytes, chargeBytes } = queue
  return {
    payload: figure(payloadBytes),
    holds: holds === null ? 'not full' : figure(holds),
    each:
      holds === null || grantedBytes === null || !takenOf(queue) ? 'unknown' : decimal(grantedBytes / holds),
    charge: chargeBytes === null ? 'not told' : figure(chargeBytes)
  }
}

/** What was filled, and what it means. */
export function countingText({ counting }: ThisMachine): { filled: string; meaning: string } {
  const meaning = countingSentence(counting)
  if (counting.length === 0) return { filled: 'No receive buffer could be filled.', meaning }
  const granted = counting[0]?.grantedBytes ?? null
  const buffer = granted === null ? 'A receive buffer' : `A receive buffer of ${counted(granted, 'byte')} (G)`
  return {
    filled: `${buffer} was filled with datagrams of each size while nobody read it.`,
    meaning
  }
}

export function machineSections(machine: ThisMachine): FactSection[] {
  return [
    { title: 'System', rows: system(machine) },
    { title: 'Receive buffers', rows: buffers(machine) },
    { title: 'Clock', rows: clock(machine) },
    ...machine.engines.map(engine),
    { title: 'Interpreters', rows: interpreters(machine) }
  ]
}
