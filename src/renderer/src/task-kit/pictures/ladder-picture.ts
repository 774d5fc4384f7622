/** A run's datagrams as a ladder on paper. */
import { flushSync, mount, unmount } from 'svelte'
import type { KeptRun } from '#shared/kept/kept-run'
import { deriveLadder, type Ladder as LadderModel, recentSources } from '#shared/ladder/ladder'
import { topOfLadder } from '#shared/ladder/ladder-top'
import { describeLadder } from '#shared/ladder/ladder-words'
import type { Replay } from '#shared/report/replay'
import Ladder from '../../components/ladder/Ladder.svelte'
import { drawOnPaper } from '../../components/paper'
import { surfaceColour, svgPng } from '../../components/pictures'
import { asPicture, type Drawn } from './on-paper'

/** Rows of a ladder that fit a page. */
const ladderRowsMaximum = 34
/** Later than anything that was on its way. */
const settledAfterMs = 60_000

/** Null: nothing happened that could be drawn. */
export async function ladderPicture(run: KeptRun, { endpoints, programs }: Replay): Promise<Drawn> {
  const whole = deriveLadder(
    recentSources(endpoints, programs),
    run.startedAtMs + run.durationMs + settledAfterMs
  )
  if (whole.rows === 0) return null
  const ladder: LadderModel = topOfLadder(whole, ladderRowsMaximum)
  const png = await drawOnPaper(async (sheet) => {
    const picture = mount(Ladder, {
      target: sheet,
      props: { ladder, startMs: run.startedAtMs, isPointed: () => false, onpoint: () => undefined }
    })
    flushSync()
    const drawings = [...sheet.querySelectorAll('svg')]
    const bytes = await svgPng(drawings, surfaceColour())
    await unmount(picture)
    return bytes
  })
  const notes = [
    'Datagrams over time; seconds run down, not to scale.',
    ladder.rows < whole.rows ? `The first ${ladder.rows} of ${whole.rows} rows.` : '',
    whole.cut ? 'Earlier datagrams are not drawn.' : ''
  ]
  return asPicture('ladder', notes.filter(Boolean).join(' '), describeLadder(ladder), png)
}
