/** What this machine is and what works on it, found out now: some hundred ms. */
import { arch, cpus, release, type } from 'node:os'
import { engineNames } from '#shared/events/engine'
import type { ThisMachine } from '#shared/machine/this-machine'
import { defaultEngine, proveEngine } from '../net/engine'
import { receiveBufferDefault, receiveBufferMaximum } from '../net/kernel'
import { clockFacts } from './clock-facts'
import { findInterpreters } from './interpreters'
import { capacityHere, countHere } from './queue-facts'

/** @param platform Node's word: another system's files that can be found here are not this system's (Wine) */
export async function describeMachine(platform: string = process.platform): Promise<ThisMachine> {
  const onLinux = platform === 'linux'
  const processors = cpus()
  // One after the other: what is measured must not be disturbed by what is looked for.
  const engines: ThisMachine['engines'] = []
  for (const name of engineNames)
    engines.push({ ...(await proveEngine(name)), usual: name === defaultEngine })
  const capacity = await capacityHere(platform)
  const counting = await countHere(platform)
  const clock = await clockFacts()
  return {
    platform,
    system: type(),
    kernel: release(),
    processor: processors[0]?.model.trim() ?? '',
    processorCount: processors.length,
    architecture: arch(),
    versions: { node: process.versions.node, electron: process.versions['electron'] ?? null },
    receiveBuffer: {
      maximumBytes: onLinux ? await receiveBufferMaximum() : null,
      defaultBytes: onLinux ? await receiveBufferDefault() : null
    },
    capacity,
    counting,
    clock,
    engines,
    interpreters: await findInterpreters()
  }
}
