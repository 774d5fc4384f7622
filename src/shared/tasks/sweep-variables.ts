/** The parameters of Task 4 that a sweep may vary: their names for the terminal, for people, and their limits. */
import { task4Limits, type Task4Parameters } from './task4'

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
  [K in keyof Task4Parameters]: Task4Parameters[K] extends number | null ? K : never
}[keyof Task4Parameters]

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
    limits: task4Limits.count,
    decimals: false
  },
  'server-buffer': {
    parameter: 'serverBuffer',
    title: 'Server receive buffer',
    unit: 'bytes',
    limits: task4Limits.buffer,
    decimals: false
  },
  'client-buffer': {
    parameter: 'clientBuffer',
    title: 'Client receive buffer',
    unit: 'bytes',
    limits: task4Limits.buffer,
    decimals: false
  },
  'service-us': {
    parameter: 'serviceUs',
    title: 'Service time',
    unit: 'µs',
    limits: task4Limits.serviceUs,
    decimals: true
  },
  rate: {
    parameter: 'rate',
    title: 'Rate',
    unit: 'datagrams/s',
    limits: task4Limits.rate,
    decimals: true
  },
  'payload-bytes': {
    parameter: 'payloadBytes',
    title: 'Payload size',
    unit: 'bytes',
    limits: task4Limits.payloadBytes,
    decimals: false
  }
}
