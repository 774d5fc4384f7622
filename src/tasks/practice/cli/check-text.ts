/** What came of a check, for people. */
import { figure } from '#shared/text'
import type { Divergence } from '../model/divergence'
import type { CheckedItem, CheckOutcome } from '../model/outcome'
import { roleOf } from '../model/roles'

const marks = { passed: '+', failed: '-', 'not-checked': ' ' } as const

function itemLines({ status, title, expected, seen, hints, core }: CheckedItem): string[] {
  const head = `  ${marks[status]} ${title}${core ? '' : ' (beyond the exercise)'}`
  if (status === 'passed') return [head]
  if (status === 'not-checked') return [`${head}: not checked`]
  return [head, `      expected: ${expected}`, `      seen:     ${seen}`, `      hint:     ${hints[0] ?? ''}`]
}

/** Both ladders beside each other, up to the first arrow that differs. */
export function divergenceLines({ seen, reference, at }: Divergence): string[] {
  const shown = (arrows: Divergence['seen'], index: number): string => {
    const arrow = arrows[index]
    if (!arrow) return 'nothing'
    return `${arrow.from} -> ${arrow.to}  ${arrow.text === null ? 'nothing' : `"${arrow.text}"`}`
  }
  const first = Math.max(0, at - 4)
  const rows = Array.from({ length: at + 1 - first }, (_, index) => first + index)
  const width = Math.max(12, ...rows.map((row) => shown(seen, row).length))
  return [
    `    ${'your program'.padEnd(width)}    the exercise`,
    ...rows.map(
      (row) => `  ${row === at ? '>' : ' '} ${shown(seen, row).padEnd(width)}    ${shown(reference, row)}`
    )
  ]
}

export function outcomeLines(outcome: CheckOutcome): string[] {
  const { checks, score, maximum, divergence, passed } = outcome
  return [
    ...checks.flatMap(itemLines),
    ...(divergence ? ['', '  The first datagram that differs:', ...divergenceLines(divergence)] : []),
    '',
    `  = ${passed ? 'Every core check passed' : 'Not every core check passed'}: ${figure(score)} of ${figure(maximum)} points.`
  ]
}

export const headline = ({ file, task, variant }: Pick<CheckOutcome, 'file' | 'task' | 'variant'>): string =>
  `${file} as ${roleOf(task).title}${variant === null ? '' : `, variant ${variant}`}`
