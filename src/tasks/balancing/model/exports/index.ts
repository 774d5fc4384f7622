/** A pool in the words of another balancer. */
import { type Result, success } from '#shared/fault'
import { envoyConfiguration } from './envoy'
import type { ExportedParameters, ExportedPlaces } from './exported-pool'
import { ipvsCommands } from './ipvs'
import { nginxConfiguration } from './nginx'

const nginx = (
  { algorithm, per, servers, health }: ExportedParameters,
  { virtual, servers: places }: ExportedPlaces
): Result<string> =>
  success(nginxConfiguration({ algorithm, per, servers, health }, { listen: virtual, servers: places }, null))

const exporters = {
  nginx,
  ipvs: ipvsCommands,
  envoy: envoyConfiguration
} satisfies Record<string, (parameters: ExportedParameters, places: ExportedPlaces) => Result<string>>

export type ExportName = keyof typeof exporters
export const exportNames = Object.keys(exporters) as ExportName[]

export const exportPool = (
  name: ExportName,
  parameters: ExportedParameters,
  places: ExportedPlaces
): Result<string> => exporters[name](parameters, places)
