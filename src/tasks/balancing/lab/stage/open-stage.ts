/** The pool and the balancer that a run asks for. */
import type { BalancerName } from '../../model/parameters'
import type { OpenStage } from './front'
import { openLabStage } from './lab-stage'
import { openNginxStage } from './nginx-stage'
import { openSharedPortStage } from './shared-port-stage'

const stages = {
  lab: openLabStage,
  reuseport: openSharedPortStage,
  nginx: openNginxStage
} as const satisfies Record<BalancerName, OpenStage>

export const openStage: OpenStage = (session, where, parameters) =>
  stages[parameters.balancer](session, where, parameters)
