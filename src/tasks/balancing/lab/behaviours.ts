/** What this task's endpoints do that no other's does. */
import type { OwnBehaviours } from '#lab/endpoints/behaviour'
import type { OwnWorks } from '#lab/endpoints/work'
import { balancerReceiver } from './balancer-receiver'
import { runCrowd } from './crowd'
import { crowdWork } from './crowd-plan'
import { paceWork, poolServerReceiver, setPace } from './pool-server'

export const balancingBehaviours = {
  balancer: balancerReceiver,
  crowd: () => () => undefined,
  'pool-server': poolServerReceiver
} as const satisfies OwnBehaviours

export const balancingWorks = {
  [crowdWork]: runCrowd,
  [paceWork]: setPace
} as const satisfies OwnWorks
