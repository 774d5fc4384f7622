/** What a session without a run shows in a report: its datagrams. */
import type { DrawPictures } from '../task-view'
import { ladderPicture } from './ladder-picture'

export const sessionPictures: DrawPictures = async (run, replayed) => {
  const ladder = await ladderPicture(run, replayed)
  return ladder ? [ladder] : []
}
