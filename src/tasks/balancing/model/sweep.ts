/** The same run with one thing varied: servers, clients or service time. */
import { failure, type Result, success } from '#shared/fault'
import { balancingLimits, type BalancingParameters } from './parameters'

export const variables = ['servers', 'clients', 'service-us'] as const
export type Variable = (typeof variables)[number]

/** With their units. */
export const variableTitles: Readonly<Record<Variable, string>> = {
  servers: 'Servers',
  clients: 'Clients',
  'service-us': 'Service time [µs]'
}

const rangeOf: Readonly<Record<Variable, { minimum: number; maximum: number; whole: boolean }>> = {
  servers: { ...balancingLimits.servers, whole: true },
  clients: { ...balancingLimits.clients, whole: true },
  'service-us': { ...balancingLimits.serviceUs, whole: false }
}

/** Of servers and clients there is no half. */
export const countsThings = (vary: Variable): boolean => rangeOf[vary].whole

export const valuesMaximum = 32
export const repeatLimits = { minimum: 1, maximum: 20 } as const

/** Each value once, ascending; or which one is off. */
export function readValues(vary: Variable, values: readonly number[]): Result<number[]> {
  const { minimum, maximum, whole } = rangeOf[vary]
  const off = values.find(
    (value) => !(value >= minimum && value <= maximum) || (whole && !Number.isInteger(value))
  )
  const kind = whole ? 'whole numbers' : 'numbers'
  if (off !== undefined)
    return failure('input/invalid', `${vary} takes ${kind} from ${minimum} to ${maximum}, not ${off}.`)
  if (values.length === 0 || values.length > valuesMaximum)
    return failure('input/invalid', `A sweep has 1 to ${valuesMaximum} values, not ${values.length}.`)
  return success([...new Set(values)].sort((one, other) => one - other))
}

/** A server more is like the first one. */
export function varied(parameters: BalancingParameters, vary: Variable, value: number): BalancingParameters {
  const { servers } = parameters
  switch (vary) {
    case 'clients':
      return { ...parameters, clients: value }
    case 'service-us':
      return { ...parameters, servers: servers.map((server) => ({ ...server, serviceUs: value })) }
    case 'servers': {
      const [first = { weight: 1, serviceUs: 0 }] = servers
      return { ...parameters, servers: Array.from({ length: value }, (_, index) => servers[index] ?? first) }
    }
  }
}
