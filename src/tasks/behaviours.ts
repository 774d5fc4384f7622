/**
 * What servers of one task alone do with a datagram. A task whose servers listen, reply or echo needs no line; one that has
 * lab/behaviours.ts does (scripts/check/registries.mjs).
 */
import type { OwnBehaviours } from '#lab/endpoints/behaviour'
import { lossBehaviours } from './loss/lab/behaviours'

export const behaviours = { ...lossBehaviours } as const satisfies OwnBehaviours
