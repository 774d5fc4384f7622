/** two-by-two: server buffer small or large x client buffer small or large. */
import { type TwoByTwoPlan, summarise } from '#tasks/loss/model/series'
import { describeComparison } from '#tasks/loss/model/two-by-two-words'
import { compareCells, compareDefaults, seriesLimits } from '#tasks/loss/model/series-plan'
import { lossLimits } from '#tasks/loss/model/run'
import { defineCommand } from '#cli/command'
import { number, or } from '#cli/options'
import { tableText } from '#cli/table-text'
import { exitCodes, failed } from '#cli/output'
import { pointDocument, runSeries, seriesPort, whole } from './series'
import { task4Options, task4Parameters } from './parameters'

/** Said by the cells, whatever the call says. */
const replaced = number('BYTES', lossLimits.buffer, 'no effect here: --small and --large say it')

export const twoByTwo = defineCommand({
  name: 'two-by-two',
  summary:
    'Task 4 with a small and a large receive buffer on either side: four cells that show which buffer removes which loss.',
  options: {
    small: or(
      number('BYTES', lossLimits.buffer, 'SO_RCVBUF of a small buffer'),
      compareDefaults.small,
      "the system's"
    ),
    large: or(number('BYTES', lossLimits.buffer, 'SO_RCVBUF of a large buffer'), compareDefaults.large),
    repeat: or(number('R', seriesLimits.repeats, 'runs a cell'), compareDefaults.repeats),
    ...task4Options,
    'server-buffer': replaced,
    'client-buffer': replaced,
    port: seriesPort
  },
  run: async (given, around) => {
    const planned: TwoByTwoPlan = {
      kind: 'two-by-two',
      base: task4Parameters(given),
      small: given.small,
      large: given.large,
      repeats: given.repeat
    }
    const result = await runSeries(planned, given, around)
    if (!result.ok) return failed(result.fault)
    const { plan, points, phase, progress } = result.value
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
    if (phase === 'cancelled') around.print(`  Cancelled after ${progress.done} of ${progress.total} runs.`)
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
})
