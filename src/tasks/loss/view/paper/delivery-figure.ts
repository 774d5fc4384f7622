/** What became of each number of a run, on paper: bars of what came back and what was lost, and where the first loss was. */
import { chartSvg, type Scale } from '#shared/paper/chart'
import { at, label, letterPt, line, shape } from '#shared/paper/sheet'
import type { Html } from '#shared/report/html-template'
import { figure } from '#shared/text'
import type { DeliveryBin } from '../../model/delivery-bins'
import { marksOf } from '../../model/explain/marks'
import type { LossOutcome } from '../../model/outcome'

/** From the foot of a bar to its top: losses first, where a few among thousands are seen. */
const kinds = [
  { key: 'lostRequests', label: 'request lost', ink: '#c24e00' },
  { key: 'lostReplies', label: 'reply lost', ink: '#a84a86' },
  { key: 'waiting', label: 'unsent', ink: '#b9bfca' },
  { key: 'returned', label: 'came back', ink: '#0072b2' }
] as const

const markLooks = {
  guess: { words: 'you predicted', ink: '#6f5b00' },
  model: { words: 'model', ink: '#0a7355' },
  truth: { words: 'first lost', ink: '#16191f' }
} as const

/** Bars of one kind as one shape. */
function barsOf(bins: readonly DeliveryBin[], index: number, { x, y }: Scale): string {
  const below = kinds.slice(0, index)
  const { key } = kinds[index]!
  return bins
    .filter((bin) => bin[key] > 0)
    .map((bin) => {
      const foot = below.reduce((sum, kind) => sum + bin[kind.key], 0)
      const [left, right] = [x(bin.from - 0.5), x(bin.to + 0.5)]
      return `M${at(left)} ${at(y(foot))}H${at(right)}V${at(y(foot + bin[key]))}H${at(left)}z`
    })
    .join('')
}

/** A row each above the bars, with a line down to its place. */
function marksHtml(outcome: LossOutcome, { x, topPt, bottomPt, rightPt }: Scale): Html[] {
  return marksOf(outcome)
    .toReversed()
    .flatMap(({ number, kind }, index) => {
      const { words, ink } = markLooks[kind]
      const text = `${words} ${figure(number)}`
      const markX = x(Math.min(number, outcome.parameters.count))
      const y = topPt - 4 - index * 11
      const isRight = markX + text.length * letterPt + 6 > rightPt
      return [
        line(markX, y - 6, markX, bottomPt, { ink, widthPt: 0.9 }),
        label(markX + (isRight ? -3 : 3), y, text, { ink, anchor: isRight ? 'end' : 'start', onLines: true })
      ]
    })
}

export function deliverySvg(
  bins: readonly DeliveryBin[],
  outcome: LossOutcome,
  widthPt: number,
  fieldPt: number
): Html {
  const shown = kinds.filter(({ key }) => bins.some((bin) => bin[key] > 0))
  const sum = (key: (typeof kinds)[number]['key']): number => bins.reduce((total, bin) => total + bin[key], 0)
  const width = bins[0] ? bins[0].to - bins[0].from + 1 : 1
  return chartSvg({
    widthPt,
    fieldPt,
    description: `Delivery by number: ${shown.map(({ key, label: words }) => `${sum(key)} ${words}`).join(', ')}`,
    x: { title: 'number', from: 0.5, to: outcome.parameters.count + 0.5 },
    y: { title: width > 1 ? `of every ${figure(width)} numbers` : 'datagrams', to: width },
    keys: shown.map(({ label: words, ink }) => ({ label: words, ink, sign: 'square' as const })),
    notes: marksOf(outcome).length,
    draw: (scale) => [
      kinds.map(({ ink }, index) => shape(barsOf(bins, index, scale), ink)),
      marksHtml(outcome, scale)
    ]
  })
}
