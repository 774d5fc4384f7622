/** What a run of the balancer shows in a report: which server got how much, and where datagrams were lost. */
import { sheetWidths } from '#shared/paper/sheet'
import { sessionPictures } from '#ui/task-kit/pictures/session-pictures'
import type { DrawPictures } from '#ui/task-kit/task-view'
import { outcomeIn } from '../model/outcome'
import { pickedBy } from '../model/outcome-words'
import { hopsSvg } from './paper/hops-figure'
import { sharesSvg } from './paper/shares-figure'

export const runPictures: DrawPictures = (run, replayed) => {
  const outcome = outcomeIn(run.outcome)
  // A pool without a run had clients of the student's own.
  if (!outcome) return sessionPictures(run, replayed)
  return Promise.resolve([
    {
      kind: 'chart',
      caption: `What each server received: ${pickedBy(outcome.parameters)}.`,
      svg: sharesSvg(outcome, sheetWidths.half),
      wide: sharesSvg(outcome, sheetWidths.full)
    },
    {
      kind: 'chart',
      caption: 'What arrived on each hop, what was lost there, and how many drops the kernel counted there.',
      svg: hopsSvg(outcome, sheetWidths.half)
    }
  ])
}
