/** The fields of One run in one line, without those that the series sets itself. */
import { figure } from '#shared/text'
import type { LossState } from '../state/loss.svelte'

type FieldName = 'count' | 'rate' | 'serviceUs' | 'serverBuffer' | 'clientBuffer' | 'payloadBytes'

const grouped = (text: string): string => {
  const value = Number(text)
  return text.trim() === '' || Number.isNaN(value) ? text.trim() || '?' : figure(value, 3)
}

const buffer = (text: string): string =>
  text.trim() === '' ? 'as the system sets it' : `${grouped(text)}\u00a0bytes`

export function sharedWords(task: LossState, without: readonly string[]): string {
  const words: Record<FieldName, string> = {
    count: `${grouped(task.count)} numbers`,
    rate: Number(task.rate) === 0 ? 'as fast as possible' : `${grouped(task.rate)}\u00a0datagrams/s`,
    serviceUs: `service time ${grouped(task.serviceUs)}\u00a0µs`,
    serverBuffer: `server buffer ${buffer(task.serverBuffer)}`,
    clientBuffer: `client buffer ${buffer(task.clientBuffer)}`,
    payloadBytes: task.payloadBytes.trim() === '' ? '' : `payload ${grouped(task.payloadBytes)}\u00a0bytes`
  }
  const kept = Object.entries(words).flatMap(([name, text]) =>
    without.includes(name) || text === '' ? [] : [text]
  )
  const queue = task.queue === 'emulated' ? ', in an emulated queue (not this system’s)' : ''
  return `${kept.join(', ')}, client reads ${task.clientReads} sending${queue}.`
}
