/** The parameters of Task 4 that a sweep may vary: their names for the terminal, for people, and their limits. */
import { lossLimits, type LossParameters } from './run'

export const sweepVariables = [
  'count',
  'server-buffer',
  'client-buffer',
  'service-us',
  'rate',
  'payload-bytes'
] as const
export type SweepVariable = (typeof sweepVariables)[number]

/** Parameters whose values are numbers, or null for a default. */
type NumericParameter = {
  [K in keyof LossParameters]: LossParameters[K] extends number | null ? K : never
}[keyof LossParameters]

export interface VariableDescription {
  parameter: NumericParameter
  title: string
  unit: string
  /** Those of the run's own field: a value is always a number, never the system's default. */
  limits: { readonly minimum: number; readonly maximum: number }
  decimals: boolean
}

export const sweepDescriptions: Record<SweepVariable, VariableDescription> = {
  count: {
    parameter: 'count',
    title: 'Count',
    unit: 'numbers',
    limits: lossLimits.count,
    decimals: false
  },
  'server-buffer': {
    parameter: 'serverBuffer',
    title: 'Server receive buffer',
    unit: 'bytes',
    limits: lossLimits.buffer,
    decimals: false
  },
  'client-buffer': {
    parameter: 'clientBuffer',
    title: 'Client receive buffer',
    unit: 'bytes',
    limits: lossLimits.buffer,
    decimals: false
  },
  'service-us': {
    parameter: 'serviceUs',
    title: 'Service time',
    unit: 'µs',
    limits: lossLimits.serviceUs,
    decimals: true
  },
  rate: {
    parameter: 'rate',
    title: 'Rate',
    unit: 'datagrams/s',
    limits: lossLimits.rate,
    decimals: true
  },
  'payload-bytes': {
    parameter: 'payloadBytes',
    title: 'Payload size',
    unit: 'bytes',
    limits: lossLimits.payloadBytes,
    decimals: false
  }
}
