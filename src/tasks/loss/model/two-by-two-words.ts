/** The finding of a 2x2 in sentences, made from its own runs. The window and the terminal say the same. */
import { figure } from '#shared/text'
import { type PointSummary, type SeriesPoint, type Spread, summarise } from './series'

type Figure = 'lostRequests' | 'lostReplies'

const number = (value: number): string => figure(value, 1)

/** A change of fewer datagrams is not told from chance. */
const leastDatagrams = 10
/** Nor is one below a tenth; where nothing tells how much runs of the same settings differ, one below a half. */
const leastShare = { repeated: 0.1, single: 0.5 } as const

interface Loss extends Spread {
  runs: number
}

/** Whether two cells differ by more than two runs of the same settings may: their ranges lie apart, too. */
function differs(before: Loss, after: Loss): boolean {
  const change = Math.abs(after.median - before.median)
  const apart = after.minimum > before.maximum || after.maximum < before.minimum
  const share = Math.min(before.runs, after.runs) > 1 ? leastShare.repeated : leastShare.single
  return apart && change >= Math.max(leastDatagrams, share * Math.max(before.median, after.median))
}

const lossOf = (cell: PointSummary, figure: Figure): Loss => ({ runs: cell.runs, ...cell[figure] })

const names = {
  lostRequests: { what: 'lost requests', few: 'requests' },
  lostReplies: { what: 'lost replies', few: 'replies' }
} as const

/** What one larger buffer does to the losses in its own direction. */
function effect(buffer: string, figure: Figure, before: PointSummary, after: PointSummary): string {
  const { what, few } = names[figure]
  const [from, to] = [lossOf(before, figure), lossOf(after, figure)]
  if (from.maximum === 0 && to.maximum === 0)
    return `No ${few} were lost with or without a larger ${buffer} buffer.`
  const figures = `from ${number(from.median)} to ${number(to.median)}`
  if (!differs(from, to))
    return `A larger ${buffer} buffer made no clear difference to the ${what}: ${figures}.`
  if (to.maximum === 0) return `A larger ${buffer} buffer removed all ${number(from.median)} ${what}.`
  return to.median < from.median
    ? `A larger ${buffer} buffer cut the ${what} ${figures}, and did not end them.`
    : `With a larger ${buffer} buffer the ${what} rose ${figures}.`
}

/** What the same change does in the other direction, when it does something. */
function sideEffect(buffer: string, figure: Figure, before: PointSummary, after: PointSummary): string[] {
  const [from, to] = [lossOf(before, figure), lossOf(after, figure)]
  if (!differs(from, to)) return []
  const figures = `from ${number(from.median)} to ${number(to.median)}`
  if (to.median < from.median) return [`The larger buffer also took the ${names[figure].what} ${figures}.`]
  return buffer === 'server'
    ? [
        `More requests were served, so more replies came back, and more of those were lost: the lost replies rose ${figures}.`
      ]
    : [`But the ${names[figure].what} rose ${figures}.`]
}

const totalOf = ({ runs, lostRequests, lostReplies }: PointSummary): Loss => ({
  runs,
  minimum: lostRequests.minimum + lostReplies.minimum,
  median: lostRequests.median + lostReplies.median,
  maximum: lostRequests.maximum + lostReplies.maximum
})

/** Which buffer it was, in one sentence. */
function verdict(cells: readonly PointSummary[]): string {
  const [neither, server, client, both] = cells.map(totalOf) as [Loss, Loss, Loss, Loss]
  const helps = (after: Loss): boolean => differs(neither, after) && after.median < neither.median
  const [serverHelps, clientHelps] = [helps(server), helps(client)]
  if (serverHelps && clientHelps) return 'Each larger buffer removed a part of the loss.'
  if (serverHelps) return "The server's receive buffer removes loss here; the client's does not."
  if (clientHelps) return "The client's receive buffer removes loss here; the server's does not."
  if (helps(both)) return 'Only both buffers together clearly cut the loss as a whole.'
  return 'No larger buffer clearly removed loss here.'
}

/**
 * @param points the four cells in the order of `compareCells`
 * @returns one sentence an item; empty until every cell has a run
 */
export function describeComparison(points: readonly SeriesPoint[]): string[] {
  const cells = points.map(summarise).filter((cell) => cell !== null)
  if (cells.length !== 4) return []
  const [neither, server, client, both] = cells as [PointSummary, PointSummary, PointSummary, PointSummary]
  const runs = cells.reduce((sum, cell) => sum + cell.runs, 0)
  if (cells.every((cell) => cell.lossRatio.maximum === 0)) {
    return [
      `Nothing was lost in any of the ${runs} runs, so there was no loss that a buffer could remove.`,
      'Send more numbers, send faster, or give the server a longer service time.'
    ]
  }
  const left = totalOf(both)
  return [
    verdict(cells),
    effect('server', 'lostRequests', neither, server),
    ...sideEffect('server', 'lostReplies', neither, server),
    effect('client', 'lostReplies', neither, client),
    ...sideEffect('client', 'lostRequests', neither, client),
    left.maximum === 0
      ? 'With both large nothing was lost.'
      : `With both large ${number(both.lostRequests.median)} requests and ${number(both.lostReplies.median)} replies were still lost: a buffer holds a longer queue, but makes no side read faster.`,
    ...(runs === 4
      ? ['Each cell is one run; more repeats show how much runs of the same settings differ.']
      : [])
  ]
}
