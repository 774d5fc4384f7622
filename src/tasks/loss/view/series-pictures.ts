/** What a kept sweep or two-by-two shows in a report. */
import { sheetWidths } from '#shared/paper/sheet'
import type { ReportPicture } from '#shared/report/report'
import { type KeptSeries, pointsIn } from '../model/kept-series'
import { modelSilences } from '../model/modelled-loss'
import { measuredValues } from '../model/measured'
import { sweepDescriptions } from '../model/sweep-variables'
import { sweepFigure } from './paper/sweep-figure'
import { traceFigure } from './paper/trace-figure'

const fieldPt = { sweep: 150, trace: 62 }

export function seriesPictures(kept: KeptSeries): ReportPicture[] {
  const { plan } = kept
  const points = pointsIn(kept)
  const emulated = plan.base.queue === 'emulated' ? ' Emulated queue.' : ''
  if (plan.kind === 'two-by-two') {
    const svg = traceFigure(points, sheetWidths.full, fieldPt.trace)
    const which = plan.repeats > 1 ? ' in the last run of each cell' : ''
    const caption = `How full the server’s receive queue was${which}, all four on the same axes.${emulated}`
    return svg ? [{ kind: 'wide-chart', caption, svg }] : []
  }
  const svg = sweepFigure(plan, points, sheetWidths.full, fieldPt.sweep)
  const { title } = sweepDescriptions[plan.vary]
  const silences = modelSilences(
    measuredValues(plan, points).map(({ value, point: { model } }) => ({ value, model }))
  )
  const said = [
    `Loss by ${title.toLowerCase()}: each run, the median and its range, and the model.${emulated}`
  ]
  return svg ? [{ kind: 'wide-chart', caption: [...said, ...silences].join(' '), svg }] : []
}
