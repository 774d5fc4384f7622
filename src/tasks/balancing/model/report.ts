/** What a report says of a run of the balancer. */
import type { TaskReport } from '#shared/report/task-report'
import { counted, figure, percent } from '#shared/text'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import {
  failedWatched,
  isPooled,
  lostIn,
  oneSaturated,
  type RunCheck,
  shrankByMaglev,
  shrankByModulo
} from './lesson-runs'
import { type BalanceOutcome, outcomeIn } from './outcome'
import { pickedBy } from './outcome-words'

const fits =
  (check: RunCheck) =>
  ({ outcome }: KeptRunSummary): boolean => {
    const own = outcomeIn(outcome)
    return own !== null && check(own)
  }

function settings({ parameters }: BalanceOutcome): string {
  const { servers, clients, messages, failAfter, health } = parameters
  const stops = failAfter === null ? '' : `; server 1 stops${health ? '' : ', no health checks'}`
  return `${counted(servers.length, 'server')}, ${pickedBy(parameters)}; ${counted(clients, 'client')} × ${figure(messages)}${stops}`
}

function finding(outcome: BalanceOutcome): string {
  const { ledger, servers, survivors } = outcome
  const lost = lostIn(outcome)
  const moved =
    survivors && survivors.clients > 0
      ? ` When one server stopped, ${percent(survivors.moved / survivors.clients)} of the other servers’ clients moved.`
      : ''
  return `${counted(servers.length, 'server')} behind one address answered ${figure(ledger.returned)} of ${figure(ledger.sent)} requests${lost > 0 ? `; ${figure(lost)} got no answer` : ''}.${moved}`
}

export const balancingReport: TaskReport = {
  wanted: [
    { questions: ['balancing/wait'], fits: fits(oneSaturated) },
    { questions: [], fits: fits((run) => isPooled(run) && run.stoppedAfter === null) },
    {
      questions: ['balancing/lost'],
      fits: fits((run) => failedWatched(run) && run.parameters.per === 'session')
    },
    { questions: ['balancing/moved'], fits: fits(shrankByModulo) },
    { questions: ['balancing/saves'], fits: fits(shrankByMaglev) }
  ],
  settings: ({ outcome }) => {
    const own = outcomeIn(outcome)
    return own && settings(own)
  },
  finding: ({ summary }) => {
    const own = outcomeIn(summary.outcome)
    return own && finding(own)
  }
}
