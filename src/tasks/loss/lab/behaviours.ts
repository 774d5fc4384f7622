/** What this task's servers do that no other's does. */
import type { OwnBehaviours } from '#lab/endpoints/behaviour'
import type { Behaviour } from '#lab/endpoints/protocol'
import { emulatedEchoReceiver, type EmulatedEcho } from './emulated-server'

/** As echo, with a queue of its own of so many payload bytes in front. */
export const emulatedEcho = (options: EmulatedEcho): Behaviour => ({
  kind: 'own',
  name: 'emulated-echo',
  options
})

export const lossBehaviours = { 'emulated-echo': emulatedEchoReceiver } as const satisfies OwnBehaviours
