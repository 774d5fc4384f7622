/** What a session without a run shows in a report: its datagrams. */
import type { DrawPictures } from '../task-view'
import { ladderPicture } from './ladder-picture'

export const sessionPictures: DrawPictures = (run, replayed) => {
  const ladder = ladderPicture(run, replayed)
  return Promise.resolve(ladder ? [ladder] : [])
}
