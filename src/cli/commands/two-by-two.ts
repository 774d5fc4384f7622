/** two-by-two: server buffer small or large x client buffer small or large. */
import { type ComparePlan, summarise } from '../../shared/model/series'
import { describeComparison } from '../../shared/tasks/compare-words'
import { compareCells, compareDefaults, seriesLimits } from '../../shared/tasks/series-plan'
import { task4Limits } from '../../shared/tasks/task4'
import type { Command } from '../command'
import { numberOption } from '../options'
import { exitCodes, failed } from '../output'
import { pointDocument, runSeries, seriesHelp, tableText, whole } from './series'
import { task4, task4Parameters } from './task4'

const replaced = ['--server-buffer BYTES', '--client-buffer BYTES']

export const twoByTwo: Command = {
  name: 'two-by-two',
  summary:
    'Task 4 with a small and a large receive buffer on either side: four cells that show which buffer removes which loss.',
  options: {
    ...task4.options,
    small: { type: 'string' },
    large: { type: 'string' },
    repeat: { type: 'string' }
  },
  help: [
    { words: '--small BYTES', meaning: "SO_RCVBUF of a small buffer (default: the system's)" },
    { words: '--large BYTES', meaning: `SO_RCVBUF of a large buffer (default ${compareDefaults.large})` },
    { words: '--repeat R', meaning: `runs a cell (default ${compareDefaults.repeats})` },
    ...seriesHelp.filter(({ words }) => !replaced.includes(words))
  ],
  run: async (parsed, around) => {
    const plan: ComparePlan = {
      kind: 'compare',
      base: task4Parameters(parsed),
      small: numberOption(parsed, 'small', compareDefaults.small, task4Limits.buffer),
      large: numberOption(parsed, 'large', compareDefaults.large, task4Limits.buffer),
      repeats: numberOption(parsed, 'repeat', compareDefaults.repeats, seriesLimits.repeats)
    }
    const result = await runSeries(plan, parsed, around)
    if (!result.ok) return failed(result.fault)
    const { points, phase } = result.value
    const findings = describeComparison(points)
    const rows = compareCells.map(({ server, client }, index) => {
      const { buffers } = points[index]!
      const summary = summarise(points[index]!)
      return [
        `${server} (${whole(buffers?.server.grantedBytes)} B)`,
        `${client} (${whole(buffers?.client.grantedBytes)} B)`,
        whole(summary?.lostRequests.median),
        whole(summary?.lostReplies.median),
        summary ? `${(100 * summary.lossRatio.median).toFixed(2)} %` : '-'
      ]
    })
    around.print(
      tableText(
        ['server buffer (granted)', 'client buffer (granted)', 'lost requests', 'lost replies', 'loss'],
        rows
      )
    )
    for (const line of findings) around.print(`  = ${line}`)
    return {
      document: {
        parameters: plan.base,
        small: plan.small,
        large: plan.large,
        repeats: plan.repeats,
        cancelled: phase === 'cancelled',
        cells: compareCells.map(({ server, client }, index) => ({
          serverBuffer: server,
          clientBuffer: client,
          ...pointDocument(points[index]!)
        })),
        findings
      },
      code: exitCodes.done
    }
  }
}
