/** The machine and programs that measure: part of every kept run. */
import { cpus, release } from 'node:os'
import type { EngineName } from '#shared/events/engine'
import type { MachineFacts } from '#shared/kept/kept-run'
import { receiveBufferDefault, receiveBufferMaximum } from '../net/kernel'

export async function machineFacts(appVersion: string, engine: EngineName): Promise<MachineFacts> {
  const { electron, node } = process.versions
  const processors = cpus()
  return {
    platform: process.platform,
    release: release(),
    processor: processors[0]?.model.trim() ?? '',
    processorCount: processors.length,
    versions: { app: appVersion, electron: electron ?? null, node },
    engine,
    receiveBufferMaximumBytes: await receiveBufferMaximum(),
    receiveBufferDefaultBytes: await receiveBufferDefault()
  }
}
