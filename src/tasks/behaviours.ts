/**
 * What servers of one task alone do with a datagram, and what its endpoints alone do on command. A task whose servers listen, reply or echo needs no line; one that has
 * lab/behaviours.ts does (scripts/check/registries.mjs).
 */
import type { OwnBehaviours } from '#lab/endpoints/behaviour'
import type { OwnWorks } from '#lab/endpoints/work'
import { balancingBehaviours, balancingWorks } from './balancing/lab/behaviours'
import { lossBehaviours } from './loss/lab/behaviours'

export const behaviours = { ...lossBehaviours, ...balancingBehaviours } as const satisfies OwnBehaviours

export const works = { ...balancingWorks } as const satisfies OwnWorks
