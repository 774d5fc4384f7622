/** What an exporter is given: a pool at addresses, and how its servers are picked. */
import type { EndpointAddress } from '#shared/events/address'
import { serverPort } from '#shared/exercise'
import { failure, type Result } from '#shared/fault'
import type { BalancingParameters } from '../parameters'

export type ExportedParameters = Pick<BalancingParameters, 'algorithm' | 'per' | 'servers' | 'health'>

export interface ExportedPlaces {
  /** What clients know. */
  virtual: EndpointAddress
  /** One for each server. */
  servers: readonly EndpointAddress[]
}

/** Why something cannot be exported, and what comes nearest: nothing else is written in its place. */
export const inexpressible = <T>(message: string, advice: string): Result<T> =>
  failure('input/invalid', message, { advice })

/** Addresses that no network has: RFC 5737. The ports are the exercise's, and those of the pool from 20010 on. */
export const examplePlaces = (servers: number): ExportedPlaces => ({
  virtual: { address: '192.0.2.1', port: serverPort },
  servers: Array.from({ length: servers }, (_, index) => ({
    address: `198.51.100.${11 + index}`,
    port: 20_010
  }))
})

export const nobodyGets = ({ servers }: Pick<BalancingParameters, 'servers'>): boolean =>
  servers.every(({ weight }) => weight === 0)

export const comment = (text: string): string => `# ${text}`
