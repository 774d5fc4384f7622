/** What `sweep` and `two-by-two` have in common: the lab, progress on stderr, and Ctrl-C that keeps what is done. */
import { figure } from '#shared/text'
import type { Result } from '#shared/fault'
import {
  type TwoByTwoPlan,
  type SeriesNews,
  type SeriesPoint,
  type SeriesProgress,
  type SeriesResult,
  type Spread,
  summarise,
  type SweepPlan
} from '#tasks/loss/model/series'
import type { SessionEvent } from '#shared/events/session'
import { serverPort } from '#shared/exercise'
import { refuseSeries } from '#tasks/loss/model/series-plan'
import { byDefault, port, UsageError } from '#cli/options'
import { withTask } from '#cli/one-task'
import type { CommandNeeds } from '#cli/output'
import { lossPart } from '../lab/part'
import { chosenParameters, type Given } from './parameters'

/** A port that the call names is meant; the exercise's own gives way to a free one. */
export const seriesPort = byDefault(
  port('where the server listens, and nowhere else'),
  `${serverPort}, or a free port when it is held`
)

/** Writes over one line of a terminal; a file or a pipe gets no progress. */
function showProgress({ done, total, leftMs }: SeriesProgress): void {
  if (!process.stderr.isTTY) return
  const left = leftMs === null ? '' : `, about ${Math.ceil(leftMs / 1000)} s left`
  process.stderr.write(`\r\u001b[K${done} of ${total} runs${left}`)
}

const endProgress = (): void => void (process.stderr.isTTY && process.stderr.write('\r\u001b[K'))

/** @throws UsageError when the plan is beyond the limits; nothing was started then */
export async function runSeries<P extends SweepPlan | TwoByTwoPlan>(
  plan: P,
  given: Given & { port?: number | undefined },
  needs: CommandNeeds
): Promise<Result<SeriesResult<P>>> {
  const refusal = refuseSeries(plan)
  if (refusal !== null) throw new UsageError(refusal)
  const onEvent = (event: SessionEvent): void => {
    if (event.type !== 'task') return
    const { series } = event.news as SeriesNews
    if (series.phase === 'running') showProgress(series.progress)
  }
  const told = { onEvent, serverPort: given.port, keepsPart: true } as const
  const result = await withTask(lossPart, needs, told, async (lab) => {
    void needs.interruption.happened.then(() => lab.cancel())
    const base = await chosenParameters(lab, given, needs.print)
    return base.ok ? lab.series.run({ ...plan, base: base.value }) : base
  })
  endProgress()
  return result
}

/** A point's figures as both commands' documents give them. Ratios are of the datagrams sent. */
export function pointDocument(point: SeriesPoint): Record<string, unknown> {
  const summary = summarise(point)
  const granted = (side: 'server' | 'client'): unknown => ({
    requested: point.buffers?.[side].requestedBytes ?? null,
    granted: point.buffers?.[side].grantedBytes ?? null
  })
  return {
    runs: point.runs.map(({ ledger }) => ledger),
    medianLossRatio: summary?.lossRatio.median ?? null,
    minimumLossRatio: summary?.lossRatio.minimum ?? null,
    maximumLossRatio: summary?.lossRatio.maximum ?? null,
    medianLostRequests: summary?.lostRequests.median ?? null,
    medianLostReplies: summary?.lostReplies.median ?? null,
    buffers: { server: granted('server'), client: granted('client') },
    kernelDrops: point.runs.map(({ kernelDrops }) => kernelDrops),
    elapsedMs: point.runs.map(({ elapsedMs }) => elapsedMs)
  }
}

export const whole = (value: number | null | undefined): string =>
  value === null || value === undefined ? '-' : figure(value, 1)

export const percent = ({ median, minimum, maximum }: Spread): string[] =>
  [median, minimum, maximum].map((ratio) => `${(100 * ratio).toFixed(2)} %`)
